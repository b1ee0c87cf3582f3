"""`python -m evals.privacy`: how well personal data are recognised in one half of the authored lines."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bot.understanding import personal_data
from evals.privacy.lines import Split, load_lines
from evals.privacy.measuring import Measured, Scores, measure
from evals.privacy.wilson import Share

_TEXTS = Path(__file__).parent / "texts.yaml"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as a table or as JSON; the lines that went wrong only of the half to learn from."""
    parser = ArgumentParser(prog="python -m evals.privacy", description=__doc__)
    parser.add_argument("--split", choices=[*Split], default=Split.DEV.value, help="de helft (standaard dev)")
    parser.add_argument("--json", action="store_true", help="JSON in plaats van een tabel")
    chosen = parser.parse_args(arguments)
    split = Split(chosen.split)
    measured = measure(personal_data, [line for line in load_lines() if line.split is split])
    print(json.dumps(as_json(measured), indent=2) if chosen.json else "\n".join(table(measured, split)))


def as_json(measured: Measured) -> dict[str, object]:
    """The figures as plain values, without the lines themselves."""
    rows: dict[str, Scores] = {"refused": measured.refused}
    rows.update(measured.kinds.items())
    return {
        "lines": measured.lines,
        "scores": {
            name: {field: share._asdict() for field, share in scores._asdict().items()}
            for name, scores in rows.items()
        },
    }


def table(measured: Measured, split: Split) -> Iterator[str]:
    """The figures in lines of text."""
    words: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    yield words["title"].format(lines=measured.lines, split=split)
    yield ""
    yield f"{words['kind']:<16}{words['precision']:>30}{words['recall']:>30}"
    yield _row(words["refused"], measured.refused)
    for kind, scores in measured.kinds.items():
        yield _row(kind, scores)
    yield ""
    yield words["faults"].format(count=len(measured.faults))
    if split is Split.DEV:
        for line, found in measured.faults:
            yield words["fault"].format(
                family=line.family,
                kind=line.kind or words["none"],
                found=found or words["none"],
                text=repr(line.text),
            )


def _row(name: str, scores: Scores) -> str:
    return f"{name:<16}{_shown(scores.precision):>30}{_shown(scores.recall):>30}"


def _shown(share: Share) -> str:
    if share.value is None:
        return "-"
    return f"{share.value:.3f} [{share.low:.2f}; {share.high:.2f}] ({share.hits}/{share.total})"


if __name__ == "__main__":
    main()
