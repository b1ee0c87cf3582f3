"""What can be done with an advice: read the long form, get documents for the file, send it on."""

import re
import unicodedata
from typing import Literal, NamedTuple
from uuid import uuid4

from bot.assistant import Assistant
from bot.dialogue import Conversation, File, Message
from bot.session.keeping import Keeper, Replies
from bot.store import Turn

LONGEST_NAME = 40

Note = Literal["word", "pdf", "picture"]


class _Kind(NamedTuple):
    suffix: str
    media_type: str


KINDS: dict[Note, _Kind] = {
    "word": _Kind(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": _Kind(".pdf", "application/pdf"),
    "picture": _Kind(".png", "image/png"),
}


class Advised:
    """Commands about the advice of the open conversation."""

    def __init__(self, assistant: Assistant, keeper: Keeper) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def explain(self, turn: Turn, _: str) -> Replies:
        """The advice in its long form, with text to copy."""
        conversation = await self._keeper.advised(turn)
        if conversation is None:
            return await self._keeper.refuse_before_advice(turn)
        return (await turn.outside(self._assistant.explain, conversation),)

    async def document(self, turn: Turn, _: str) -> Replies:
        """The note for the file, as Word and PDF, and the burden as a picture when it is known."""
        conversation = await self._keeper.advised(turn)
        if conversation is None:
            return await self._keeper.refuse_before_advice(turn)
        kinds: tuple[Note, ...] = ("word", "pdf")
        if self._assistant.dialogue.advice(conversation).advice.burden.minutes_each_year is not None:
            kinds = (*kinds, "picture")
        message = Message(text=self._texts.say("document_here"))
        return message, *(self._file(conversation, kind) for kind in kinds)

    async def make(self, turn: Turn, kind: Note, identifier: str | None) -> bytes | None:
        """The file of this kind about the owner's conversation; None when that is not there any more."""
        conversation = await self._keeper.find(turn, identifier)
        return None if conversation is None else await turn.outside(self._made, conversation, kind)

    def _made(self, conversation: Conversation, kind: Note) -> bytes | None:
        from bot.reports.burden import burden_chart
        from bot.reports.note import note

        content = self._assistant.content
        at = self._assistant.now().replace(microsecond=0)  # finer than a PDF can say
        given, occasion = self._assistant.given(conversation), self._assistant.occasion(conversation)
        if kind == "picture":
            from bot.reports.picture import png

            chart = burden_chart(given.advice.burden, content)
            return None if chart is None else png(chart)
        explained = self._assistant.explainer.explain(given, occasion)
        document = note(given, explained, occasion, content, at)
        if kind == "word":
            from bot.reports.word import word

            return word(document)
        from bot.reports.pdf import pdf

        return pdf(document)

    def _file(self, conversation: Conversation, kind: Note) -> File:
        base = self._texts.say("document_burden" if kind == "picture" else "document_file")
        about = _plain_name(conversation.description or "")
        return File(
            id=uuid4().hex,
            name=f"{base}-{about}{KINDS[kind].suffix}",
            media_type=KINDS[kind].media_type,
            make=kind,
            conversation=conversation.id,
        )


def _plain_name(text: str) -> str:
    """The first words of `text`, as every file system takes them."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:LONGEST_NAME].strip("-")
