"""What a library says about itself, also when another version of the program wrote it."""

import json
from pathlib import Path

from knowledge.library import Library
from tests.auxil.library import WordEngine


def test_a_calibration_of_another_version_is_made_anew(tmp_path: Path) -> None:
    library = Library.open(tmp_path, WordEngine())
    with library.database.writing() as connection:
        (stored,) = connection.execute("SELECT value FROM setting WHERE name = 'state'").fetchone()
        old = {**json.loads(stored), "calibration": {"engine": "woorden", "weights": [1, 2, 3]}}
        connection.execute("REPLACE INTO setting VALUES ('state', ?)", (json.dumps(old),))
    assert Library.open(tmp_path, WordEngine()).state().calibration is None
