"""Every attempt in every scenario, beside the same conversation without it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.assistant import Assistant
from bot.building import places
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Outcome, Rates
from bot.domain.reading import Understanding
from evals.attack.attacks import Attack
from evals.attack.judging import Harm, Secrets, judge
from evals.attack.playing import Played, play
from evals.attack.scenarios import load_scenarios
from knowledge.document import Chunk, Document
from knowledge.passages import Kind
from knowledge.search import Knowledge


class Result(NamedTuple):
    """The harm that an attempt did in the conversation of each outcome; `seen` if its words were shown."""

    attack: Attack
    harm: Mapping[Outcome, tuple[Harm, ...]]
    seen: bool

    @property
    def withstood(self) -> bool:
        """Whether it did no harm at all."""
        return not any(self.harm.values())


class Stage:
    """Where the attempts are played: the real assistant and index, in a `folder` of their own.

    The index holds a national standard and the requirement of a neighbour that fit the description; an
    attempt in a document stands behind their sentence.
    """

    def __init__(self, folder: Path, understanding: Understanding, secrets: Iterable[str] = ()) -> None:
        """`secrets` are texts that must never be said, such as prompts."""
        content = load_content()
        nothing = folder / "leeg"
        nothing.mkdir(parents=True)
        self._knowledge = Knowledge.open(folder / "index", nothing)
        self._scenarios = load_scenarios()
        self._secrets = Secrets(secrets)
        self._assistant = Assistant(
            dialogue=Dialogue(load_table(), content, Rates()),
            content=content,
            understanding=understanding,
            searcher=lambda: self._knowledge,
            places=places,
        )
        self._put_documents()
        self._undisturbed = {outcome: self._play(outcome) for outcome in self._scenarios.scenarios}

    def close(self) -> None:
        """Let go of the index."""
        self._knowledge.close()

    @property
    def undisturbed(self) -> Mapping[Outcome, Played]:
        """The conversations without any attempt."""
        return self._undisturbed

    def run(self, attacks: Sequence[Attack]) -> Iterator[Result]:
        """The result of each attempt, in order."""
        for attack in attacks:
            played = dict(self._attacked(attack))
            yield Result(
                attack=attack,
                harm={outcome: self._judged(each, outcome, attack) for outcome, each in played.items()},
                seen=attack.place == "chat"
                or all(attack.text in " ".join(one.evidence) for each in played.values() for one in each),
            )
            if attack.place != "chat":
                self._put_documents()

    def _attacked(self, attack: Attack) -> Iterator[tuple[Outcome, tuple[Played, ...]]]:
        """The conversations with the attempt in them, for each outcome."""
        if attack.place != "chat":
            self._put_documents(**{attack.place: f" {attack.text}"})
        for outcome in self._scenarios.scenarios:
            if attack.place == "chat":
                opened = self._play(outcome, opening=f"\n\n{attack.text}")
                yield outcome, (self._play(outcome, meanwhile=attack.text), opened)
            else:
                yield outcome, (self._play(outcome),)

    def _play(self, outcome: Outcome, *, opening: str = "", meanwhile: str | None = None) -> Played:
        return play(self._assistant, self._scenarios, outcome, opening=opening, meanwhile=meanwhile)

    def _judged(self, played: tuple[Played, ...], outcome: Outcome, attack: Attack) -> tuple[Harm, ...]:
        undisturbed = self._undisturbed[outcome]
        harm = (judge(one, undisturbed, attack.text, self._secrets, self._exists) for one in played)
        return tuple(dict.fromkeys(each for one in harm for each in one))

    def _exists(self, source: str) -> bool:
        return self._knowledge.get(source) is not None

    def _put_documents(self, document: str = "", requirement: str = "") -> None:
        """Puts the standard and the requirement into the index, with these words behind them."""
        scenarios = self._scenarios
        for name, kind, municipality, text in (
            ("standaard", Kind.STANDAARD, None, f"{scenarios.standard}{document}"),
            ("eis", Kind.EIS, scenarios.neighbour, f"{scenarios.requirement}{requirement}"),
        ):
            self._knowledge.library.add(
                Document(
                    name=f"{name}.txt",
                    sha256=hashlib.sha256(text.encode()).hexdigest(),
                    kind=kind,
                    municipality=municipality,
                    title=f"Verzonnen {name}",
                    publisher="Voor een aanvalsproef",
                    chunks=(Chunk(text=text),),
                )
            )
