"""The parts of an advice as sentences."""

from bot.content import Content
from bot.domain import QUESTIONS, Advice, Burden, Change, Measure, Outcome, Slot, fact_name
from bot.explanation.numbers import dutch


def name_of(name: str, content: Content) -> str:
    """A fact as it is called in a list."""
    kind = fact_name(name)
    return (
        content.texts.say(f"measure_{kind.value}")
        if isinstance(kind, Measure)
        else content.questions.slots[kind].name
    )


def value_of(name: str, value: str | int | float, content: Content) -> str:
    """The value of a fact in words."""
    kind = fact_name(name)
    if not isinstance(kind, Measure):
        return content.questions.slots[kind].options[str(value)].means
    return content.questions.units[str(value)] if kind is Measure.UNIT else dutch(float(value), 2)


def outcome_of(outcome: Outcome, content: Content) -> str:
    """The recommendation in words."""
    return content.texts.say(f"outcome_{outcome.value}")


def provisional_lines(advice: Advice, content: Content) -> tuple[str, ...]:
    """Why the advice is provisional, and in the last line what it assumes; nothing when it is not."""
    if not advice.provisional:
        return ()
    say = content.texts.say
    by_question = (
        (number, [slot for slot in slots if slot in advice.unknown]) for number, slots in QUESTIONS.items()
    )
    still_open = tuple(
        say(
            "provisional_open",
            title=content.questions.titles[number],
            names=", ".join(name_of(slot.value, content) for slot in unknown),
        )
        for number, unknown in by_question
        if unknown
    )
    counts = say("provisional_counts")
    if advice.assumed:
        counts = f"{counts} {say('provisional_assumes', facts=facts_assumed(advice, content))}"
    return say("provisional_because"), *still_open, counts


def assumed_lines(advice: Advice, content: Content) -> tuple[str, ...]:
    """What a final advice assumes; a provisional one says so in `provisional_lines`."""
    if advice.provisional or not advice.assumed:
        return ()
    return (content.texts.say("settled_assumes", facts=facts_assumed(advice, content)),)


def facts_assumed(advice: Advice, content: Content) -> str:
    """What the advice assumes, as a list in words."""
    return "; ".join(value_of(slot.value, advice.facts[slot].value, content) for slot in advice.assumed)


def legal_lines(advice: Advice, content: Content) -> tuple[str, ...]:
    """A warning when a law is claimed that nobody has shown."""
    return (content.texts.say("legal_unconfirmed"),) if Slot.LEGAL_BASIS in advice.unconfirmed else ()


def burden_lines(burden: Burden, content: Content) -> tuple[str, ...]:
    """What it costs, as far as the numbers go."""
    say = content.texts.say
    if burden.minutes is None or burden.per_year is None or burden.minutes_each_year is None:
        return (say("burden_unknown"),)
    each = say(
        "burden_each",
        minutes=dutch(burden.minutes),
        times=dutch(burden.per_year),
        each=dutch(burden.minutes_each_year),
        unit=say(f"unit_{burden.unit or 'unknown'}"),
    )
    if burden.total is None or burden.count is None:
        return (each,)
    total = burden.total
    units = content.questions.units[burden.unit] if burden.unit else say("unit_unknown")
    return (
        each,
        say(
            "burden_hours",
            count=dutch(burden.count),
            units=units,
            hours=dutch(total.hours),
            fte=dutch(total.fte, 2),
        ),
        say("burden_cost", cost=dutch(total.cost, 0), rate=dutch(burden.hourly_rate, 2)),
        say("burden_everywhere", municipalities=burden.municipalities, hours=dutch(total.everywhere, 0)),
    )


def change_lines(advice: Advice, content: Content) -> tuple[str, ...]:
    """What would turn the advice; open answers when there are any, else other answers."""
    changes = [change for change in advice.would_change if change.open]
    return tuple(_change(change, content) for change in changes or advice.would_change)


def _change(change: Change, content: Content) -> str:
    say = content.texts.say
    facts = say("change_and").join(
        say("change_to", name=name_of(slot.value, content), value=value_of(slot.value, value, content))
        for slot, value in change.facts.items()
    )
    return say("change_line", facts=facts, outcome=outcome_of(change.recommendation, content))
