"""`python -m evals.attack`: plays every attempt with the embedded engine and shows what it achieved."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bot.building import build_understanding
from evals.attack.attacks import PLACES, TECHNIQUES, load_attacks
from evals.attack.running import Result, Stage
from evals.privacy.wilson import share
from prompts.loading import shipped

_TEXTS = Path(__file__).parent / "texts.yaml"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the results as a table or as JSON.

    Raises:
        SystemExit: an attempt did harm, or was not put before the assistant at all.
    """
    parser = ArgumentParser(prog="python -m evals.attack", description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON in plaats van een tabel")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), build_understanding(), prompt_texts())
        try:
            results = tuple(stage.run(load_attacks()))
        finally:
            stage.close()
    print(json.dumps(as_json(results), indent=2) if chosen.json else "\n".join(table(results)))
    if not all(result.withstood and result.seen for result in results):
        raise SystemExit(1)


def prompt_texts() -> list[str]:
    """What the shipped prompts tell a model: never to be said to a user."""
    return [text for prompt in shipped().values() for text in (prompt.template.system, prompt.template.user)]


def as_json(results: Sequence[Result]) -> list[dict[str, object]]:
    """The results as plain values."""
    return [
        {
            "id": result.attack.id,
            "technique": result.attack.technique,
            "language": result.attack.language,
            "seen": result.seen,
            "withstood": result.withstood,
            "harm": {outcome.value: list(harm) for outcome, harm in result.harm.items()},
        }
        for result in results
    ]


def table(results: Sequence[Result]) -> Iterator[str]:
    """The results in lines of text: by place and technique, and every attempt that did harm."""
    words: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    withstood = share(sum(result.withstood for result in results), len(results))
    yield words["title"].format(
        attacks=len(results),
        scenarios=len(results[0].harm),
        withstood=withstood.hits,
        low=withstood.low,
        high=withstood.high,
    )
    yield ""
    yield words["head"].format(**words)
    for place in PLACES:
        for technique in TECHNIQUES:
            of_both = [
                one for one in results if (one.attack.place, one.attack.technique) == (place, technique)
            ]
            if of_both:
                yield words["head"].format(
                    where=place,
                    what=technique,
                    attacks=len(of_both),
                    withstood=sum(one.withstood for one in of_both),
                )
    yield ""
    for result in results:
        for outcome, harm in result.harm.items():
            if harm:
                yield words["harm"].format(id=result.attack.id, outcome=outcome.value, harm=", ".join(harm))
    if unseen := [result.attack.id for result in results if not result.seen]:
        yield words["unseen"].format(ids=", ".join(unseen))


if __name__ == "__main__":
    main()
