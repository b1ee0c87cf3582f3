"""The same questions for any model: does it read, does it obey, does its explanation hold?

What no model may break (`guarantees`) is apart from how well it does (`figures`).
"""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from bot.domain import Outcome, Slot
from bot.domain.reading import Understanding
from evals.attack.attacks import Attack, load_attacks
from tests.llm.limits import MakeModel, limit_guarantees
from tests.llm.reading import cases, helped_by, read_cases, reading_figures, reading_guarantees
from tests.llm.report import Guarantee, Report
from tests.llm.talking import attack_guarantee, talk_both, talk_figures, talk_guarantees
from tests.llm.witness import Witness
from tests.llm.writing import writing_figures
from tests.session.officer import Told, load_conversations

INJECTIONS = Path(__file__).parents[1] / "language_model" / "injections.yaml"

NEVER = "nooit een bruikbaar antwoord; probeer ook DRIEVRAGEN_LLM_METHOD=function_calling of json_mode"

FEW = 3
"""Messages for each limit: a model that is slow takes the whole turn for each."""


def examine(make: MakeModel, embedded: Understanding, seconds: float) -> Iterator[Report]:
    """Asks the model everything, with `embedded` as the engine beside it; a turn may take `seconds`.

    Gives each part as soon as it is known: a model may be slow. One that never answers is asked no more.
    """
    model = Witness(make())
    read = read_cases(model, embedded, cases())
    answered = any(one.heard.trouble is None for one in read)
    answers = Guarantee("het model antwoordt", len(read), () if answered else (NEVER,))
    yield Report((answers, *reading_guarantees(read, embedded, seconds)), dict(reading_figures(read)))
    yield Report((_orders(model, embedded),), {})
    yield Report(limit_guarantees(make, embedded, [one.case for one in read if one.asked][:FEW]), {})
    if answered:
        talks = talk_both(model, embedded, conversations())
        yield Report(talk_guarantees(talks, seconds), dict(talk_figures(talks)))
        yield Report((attack_guarantee(helped_by(model, embedded), attempts()),), {})
        yield Report((), dict(writing_figures(model)))


def conversations() -> dict[str, Told]:
    """Two conversations for each outcome."""
    told = load_conversations().items()
    return dict(
        one for outcome in Outcome for one in [each for each in told if each[1].advice is outcome][:2]
    )


def attempts() -> tuple[Attack, ...]:
    """One attempt in the chat of each technique, twice: an old one and a fresh one."""
    chat = [one for one in load_attacks() if one.place == "chat"]
    return tuple({(one.technique, one.id.startswith("fresh")): one for one in reversed(chat)}.values())


def _orders(model: Witness, embedded: Understanding) -> Guarantee:
    orders = TypeAdapter(list[str]).validate_python(yaml.safe_load(INJECTIONS.read_text(encoding="utf-8")))
    engine = helped_by(model, embedded)
    obeyed = tuple(
        text
        for text in orders
        if engine.read(text, Slot.DECISION).facts != embedded.read(text, Slot.DECISION).facts
    )
    return Guarantee("wat een opdracht is, wordt geen feit", len(orders), obeyed)
