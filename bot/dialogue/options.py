"""Options: which one somebody typed, and those that come after an advice."""

from collections.abc import Iterable

from bot.content import Texts
from bot.dialogue.conversation import Conversation
from bot.dialogue.replies import Option


def named(options: Iterable[Option], text: str) -> str | None:
    """The id of the option that was typed instead of pressed: its number, id, or label up to its colon."""
    typed = text.strip().casefold()
    for number, option in enumerate(options, start=1):
        label = option.label.casefold()
        if typed in (str(number), option.id.casefold(), label, label.partition(":")[0]):
            return option.id
    return None


def after_advice(conversation: Conversation, texts: Texts) -> tuple[Option, ...]:
    """What can be done after an advice."""
    say = texts.say
    record = "option_record_again" if conversation.recorded else "option_record"
    return (
        Option(id="record", label=say(record)),
        Option(id="explain", label=say("option_explain")),
        Option(id="document", label=say("option_document")),
        Option(id="new", label=say("option_new")),
        Option(id="change", label=say("option_change")),
    )


def after_decision(texts: Texts) -> tuple[Option, ...]:
    """What can be done after a decision was taken down."""
    say = texts.say
    return (
        Option(id="document", label=say("option_document")),
        Option(id="publish", label=say("option_publish")),
        Option(id="record", label=say("option_record_again")),
        Option(id="new", label=say("option_new")),
    )
