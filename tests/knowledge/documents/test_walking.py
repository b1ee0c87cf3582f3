"""Which files are found in what is handed in, and what they are called."""

from pathlib import Path

from knowledge.documents.walking import document_name, files_in


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("tekst", "utf-8")
    return path


def test_folders_are_walked_and_what_is_hidden_or_seen_before_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    for name in ("eisen.txt", "wmo/eisen.txt", ".verborgen.txt", "~$a.docx", "Thumbs.db"):
        written(folder / name)
    (folder / "rond").symlink_to(folder, target_is_directory=True)
    (folder / "nog eens.txt").symlink_to(folder / "eisen.txt")
    found = files_in([folder, tmp_path / "weg.txt", folder / "eisen.txt"])
    assert [each.name for each in found] == ["eisen.txt", "wmo/eisen.txt", "weg.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for place in ("jeugd/2025/eisen.txt", "wmo/2025/eisen.txt", "wmo/2025/plan.txt"):
        written(tmp_path / place)
    found = list(files_in([tmp_path / "jeugd" / "2025", tmp_path / "wmo" / "2025"]))
    assert [each.name for each in found] == ["eisen.txt", "2025/eisen.txt", "plan.txt"]
    third = list(files_in([*(each.path for each in found), written(tmp_path / "a" / "2025" / "eisen.txt")]))
    assert [each.name for each in third] == ["eisen.txt", "2025/eisen.txt", "plan.txt", "a/2025/eisen.txt"]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert list(files_in([tmp_path])) == []


def test_the_end_of_a_long_name_is_kept() -> None:
    long = "/".join(f"map {n}" for n in range(60)) + "/bijlage 3 eisen.docx"
    name = document_name(long)
    assert len(name) == 200
    assert name.startswith("…")
    assert name.endswith("/bijlage 3 eisen.docx")


def test_a_name_can_always_be_stored_and_shown() -> None:
    assert document_name("\udcff\x1b[31m rood\n\u202e.txt") == "[31m rood .txt"
    assert document_name("\udcff") == "document"
