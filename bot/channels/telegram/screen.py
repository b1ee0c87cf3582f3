"""Draws replies as one card: HTML in parts that Telegram accepts, and rows of buttons."""

from collections.abc import Iterable
from html import escape

from pydantic import BaseModel, ConfigDict

from bot.channels.telegram.splitting import split
from bot.content import Content
from bot.dialogue import (
    AdviceGiven,
    Choice,
    Explanation,
    File,
    Forgotten,
    Message,
    Option,
    Question,
    Refused,
    Reply,
    Shown,
    Understood,
)
from bot.explanation import explain

LABEL_LENGTH = 60


class Replaced(BaseModel):
    """A message that a newer card takes the place of; one to keep only loses its buttons."""

    model_config = ConfigDict(frozen=True)

    message_id: int
    keep: bool


class Screen(BaseModel):
    """What an owner's card must show.

    Buttons belong to the last part. `question` is the HTML of the question they answer and `turn` the turn
    it was asked in, both empty when nothing is asked. `replaces` are messages to take away once it is shown,
    `files` are sent before it, so that the buttons stay below them.
    """

    model_config = ConfigDict(frozen=True)

    parts: tuple[str, ...]
    buttons: tuple[Option, ...]
    conversation: str | None = None
    turn: int | None = None
    question: str = ""
    replaces: tuple[Replaced, ...] = ()
    files: tuple[File, ...] = ()

    def as_replaced(self, message_id: int) -> Replaced:
        """The message that shows this, when something newer comes: an advice stays, a question goes."""
        return Replaced(message_id=message_id, keep=self.turn is None)


def draw(
    replies: Iterable[Reply], content: Content, conversation: str | None, before: Screen | None = None
) -> Screen:
    """The screen for one turn; the buttons are those of its last question or advice.

    A turn that asks nothing new (a list, a search) leaves what is open on the newest message: the question
    and the buttons of the screen `before`, if that is of the same conversation.
    """
    blocks: list[str] = []
    options: tuple[Option, ...] = ()
    corrections: tuple[Option, ...] = ()
    files: tuple[File, ...] = ()
    turn: int | None = None
    question = ""
    is_open = before is not None and before.conversation == conversation
    for reply in replies:
        match reply:
            case Message():
                blocks += [escape(reply.text), *_passages(reply.passages)]
            case Forgotten():
                blocks.append(escape(reply.text))
            case File():
                files = (*files, reply)
            case Choice():
                question = escape(reply.text)
                blocks.append(question)
                options, turn, is_open = reply.options, None, False
            case Explanation():
                blocks.append(_explanation(reply))
                options, turn, question, is_open = reply.options, None, "", False
            case Refused():
                blocks.append(f"⚠️ {escape(reply.text)}")
            case Understood():
                blocks.append(_understood(reply, content))
                corrections = reply.options
            case Question():
                question = _question(reply, content)
                blocks += [question, *_passages(reply.passages)]
                options, turn, is_open = _labelled(reply, content), reply.turn, False
            case AdviceGiven():
                blocks.append(_advice(reply, content))
                options, turn, question, is_open = reply.options, None, "", False
    if before is not None and is_open:
        question, options, turn = before.question, before.buttons, before.turn
        blocks += [question] if question else []
    return Screen(
        parts=split("\n\n".join(blocks)),
        buttons=(*options, *corrections),
        conversation=conversation,
        turn=turn,
        question=question,
        files=files,
    )


def _understood(reply: Understood, content: Content) -> str:
    say = content.texts.say
    lines = [
        escape(reply.text),
        "",
        f"<b>{escape(say('description_title'))}</b>: {escape(reply.description)}",
    ]
    lines += [f"<b>{escape(item.label)}</b>: {escape(item.text)}" for item in reply.items]
    if reply.passages:
        lines += ["", f"<b>{escape(say('exists_title'))}</b>", *_passages(reply.passages)]
    return "\n".join(lines)


def _question(reply: Question, content: Content) -> str:
    say = content.texts.say
    asked = f"<b>{escape(reply.title)}</b>\n{escape(reply.text)}"
    if not reply.possible:
        return asked
    outcomes = ", ".join(say(f"outcome_{outcome.value}") for outcome in reply.possible)
    return f"{asked}\n\n<i>{escape(say('possible', outcomes=outcomes))}</i>"


def _labelled(reply: Question, content: Content) -> tuple[Option, ...]:
    return tuple(
        option
        if option.id != reply.proposal
        else Option(id=option.id, label=content.texts.say("proposal_mark", label=option.label))
        for option in reply.options
    )


def _advice(reply: AdviceGiven, content: Content) -> str:
    card = explain(reply, content)
    lines = [
        f"<b>{escape(card.heading)}</b>",
        f"<i>{escape(reply.description)}</i>",
        "",
        *map(escape, card.summary),
    ]
    for section in card.sections:
        lines += ["", f"<b>{escape(section.title)}</b>", *(f"• {escape(line)}" for line in section.lines)]
    return "\n".join(lines)


def _explanation(reply: Explanation) -> str:
    """The long form; the text to copy stands apart, with the button that Telegram has for that."""
    lines = [f"<b>{escape(reply.title)}</b>", "", *map(escape, reply.summary)]
    for part in reply.parts:
        lines += ["", f"<b>{escape(part.title)}</b>", *(f"• {escape(line)}" for line in part.lines)]
    ready = "\n\n".join(escape(line) for line in reply.ready.lines)
    lines += [
        "",
        f"<b>{escape(reply.ready.title)}</b>",
        f"<pre>{ready}</pre>",
        *map(escape, reply.ready_sources),
    ]
    return "\n".join(lines)


def _passages(passages: Iterable[Shown]) -> list[str]:
    return [
        f"<blockquote expandable><b>{escape(passage.title)}</b>\n{escape(passage.text)}\n"
        f"<i>{escape(passage.source)}</i></blockquote>"
        for passage in passages
    ]
