"""A conversation as a reader can follow it: what was asked, what the user did, and what came of it."""

from functools import cache

from bot.content import load_content, load_table
from bot.dialogue.wording import CHANGE
from bot.domain import UNKNOWN, Context, Slot
from evals.axes.variant import UNDISTURBED
from evals.consistency.words import words as axis_words
from evals.playing.person import YES
from evals.playing.played import Played, Turn
from evals.report.page import Line, Told
from evals.report.words import words
from evals.report.worst import differing

_content = cache(load_content)


def told(played: Played, other: Played | None, heading: str) -> Told:
    """`played` in words; turns that `other` does not have are marked."""
    say, names = words().cases, axis_words()
    axis = say.undisturbed if played.axis == UNDISTURBED else names.axes[played.axis]
    marks = differing(played, other) if other else (False,) * len(played.turns)
    return Told(
        heading=heading,
        good=played.outcome == played.expected,
        how=say.how.format(manner=names.manners[played.manner], axis=axis, variant=_variant(played.variant)),
        lines=tuple(
            Line(
                asked=_asked(turn) if turn.asked else say.after if number else say.start,
                answer=turn.typed if turn.typed is not None else _button(turn),
                typed=turn.typed is not None,
                differs=mark,
            )
            for number, (turn, mark) in enumerate(zip(played.turns, marks, strict=True))
        ),
        read=_misread(played) or (say.all_read,),
        advice=say.advice.format(outcome=played.outcome, rule=played.rule),
        motivation=_motivation(played.rule),
    )


def _variant(name: str) -> str:
    """The name of a variant in words; its number stays."""
    stem, _, number = name.rpartition("-")
    variants = words().cases.variants
    if name in variants or not number.isdigit():
        return variants.get(name, name)
    return f"{variants.get(stem, stem)} {number}"


def _asked(turn: Turn) -> str:
    """The question that stood open, which is there; a yes agrees with a guess."""
    say, asked = words().cases, turn.asked or ""
    if asked in ("article", "change"):
        return say.article if asked == "article" else say.change
    question = _content().questions.slots[_slot(asked)]
    return say.guessed.format(name=question.name) if turn.typed == YES else question.ask


def _button(turn: Turn) -> str:
    say, pressed = words().cases, turn.pressed or ""
    if pressed.startswith(CHANGE):
        name = _content().questions.slots[_slot(pressed.removeprefix(CHANGE))].name
        return say.again.format(name=name)
    return say.pressed.format(label=_label(turn.asked, pressed))


def _label(asked: str | None, value: str) -> str:
    """What the button says; the option itself where the questions have no words for it."""
    if value == UNKNOWN:
        return _content().texts.say("unknown_label")
    if asked is None or asked not in (*Slot, *Context):
        return value
    options = _content().questions.slots[_slot(asked)].options
    return options[value].label if value in options else value


def _misread(played: Played) -> tuple[str, ...]:
    """The facts that are held otherwise than the user meant them."""
    slots, say = _content().questions.slots, words().cases
    return tuple(
        say.misread.format(
            name=slots[_slot(name)].name,
            held=slots[_slot(name)].options[held].means,
            meant=slots[_slot(name)].options[played.meant[name]].means,
        )
        for name, held in played.facts.items()
        if name in played.meant and played.meant[name] != held
    )


def _motivation(rule: str) -> str:
    """Why the shipped table has this rule; nothing for a rule that only another table has."""
    rules = {one.id: one.motivation for one in load_table().table.rules}
    return rules.get(rule, "")


def _slot(name: str) -> Slot | Context:
    return Slot(name) if name in list(Slot) else Context(name)
