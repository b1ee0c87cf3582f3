"""What the assistant is made of."""

from pathlib import Path

from bot.building import open_knowledge
from bot.settings import Settings


def test_the_assistant_searches_as_was_calibrated(tmp_path: Path) -> None:
    """Fails when it reads queries in another way: it then calibrates itself first, for a minute."""
    knowledge = open_knowledge(Settings(data_dir=tmp_path))
    try:
        assert knowledge.library.state().calibration is None
    finally:
        knowledge.close()
