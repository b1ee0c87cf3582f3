"""Imports go one way; what decides knows no network, database, Telegram or language model."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_the_import_rules_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    "module",
    ["bot.domain", "bot.dialogue", "bot.store", "bot.session", "bot.settings", "bot.cli", "bot.explanation"],
)
def test_what_starts_a_conversation_brings_no_heavy_packages(module: str) -> None:
    """Telegram, the index and the model are for who uses them: a conversation begins without waiting."""
    script = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"chromadb", "telegram", "torch", "langchain"} & set(done.stdout.split())


def test_the_workshop_needs_only_domain_content_and_dialogue() -> None:
    """Whatever package comes to be beside it: every module of the workshop, with all that it loads."""
    script = (
        "import sys, pkgutil, importlib, bot.workshop; "
        "[importlib.import_module(f'bot.workshop.{one.name}') "
        "for one in pkgutil.iter_modules(bot.workshop.__path__)]; "
        "print(*{'.'.join(name.split('.')[:2]) for name in sys.modules if name.startswith('bot')}, "
        "*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    own = {name for name in loaded if name.startswith("bot.")}
    assert own == {"bot.workshop", "bot.domain", "bot.content", "bot.dialogue"}
    assert not {"knowledge", "prompts", "telegram", "sqlalchemy", "starlette", "chromadb"} & loaded


def test_the_domain_needs_only_pydantic() -> None:
    """Nothing but the standard library, pydantic with its parts, and the domain itself."""
    script = (
        "import sys; before = set(sys.modules); import pydantic, pydantic.root_model; "
        "import pydantic.functional_validators; import bot.domain; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before if name[:1] != '_'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    allowed = {
        "pydantic",
        "pydantic_core",
        "annotated_types",
        "typing_extensions",
        "typing_inspection",
        "bot",
    }
    assert set(done.stdout.split()) - sys.stdlib_module_names <= allowed
