"""`python -m evals.retrieval`: measures one half and shows the figures."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from evals.retrieval.measuring import run
from evals.retrieval.plot import plot
from evals.retrieval.questions import Split, questions_of
from evals.retrieval.report import Report, report
from evals.retrieval.systems import SYSTEMS, Systems
from evals.retrieval.table import table
from knowledge.loading import CORPUS, corpus_digest


def main(arguments: Sequence[str] | None = None, systems: Systems = SYSTEMS) -> None:
    """Print the figures of one half as a table or as JSON, and keep report and plot if a folder is given."""
    chosen = _arguments(arguments)
    measured = measure(Split(chosen.split), chosen.data, systems)
    print(measured.model_dump_json(indent=2) if chosen.json else table(measured))
    if chosen.out is not None:
        plot(measured, chosen.out)
        report_file = chosen.out / f"retrieval-{measured.split}.json"
        report_file.write_text(measured.model_dump_json(indent=2) + "\n", encoding="utf-8")


def measure(split: Split, folder: Path, systems: Systems) -> Report:
    """The figures of each of `systems` on one half; what costs time is kept in `folder`."""
    questions = questions_of(split)
    answers = {name: run(make(folder), questions) for name, make in systems.items()}
    return report(split, corpus_digest(CORPUS), questions, answers)


def _arguments(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m evals.retrieval", description=__doc__)
    parser.add_argument("--split", choices=[*Split], default=Split.DEV.value, help="de helft (standaard dev)")
    parser.add_argument("--json", action="store_true", help="JSON in plaats van een tabel")
    parser.add_argument(
        "--out", type=Path, metavar="MAP", help="bewaar hier het verslag (JSON) en de grafiek (SVG en PNG)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="MAP", default=Path(".data/retrieval"), help="bewaart hier de index"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
