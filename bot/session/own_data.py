"""What is held on an owner: all of it as a file, and all of it removed."""

import json
from uuid import uuid4

from bot.assistant import Assistant
from bot.dialogue import Choice, File, Forgotten, Message, Option
from bot.session.keeping import Keeper, Replies
from bot.session.requests import described
from bot.session.rooms import Rooms
from bot.store import Turn


class OwnData:
    """Commands about everything of one owner."""

    def __init__(self, assistant: Assistant, keeper: Keeper, rooms: Rooms | None) -> None:
        self._assistant = assistant
        self._keeper = keeper
        self._rooms = rooms
        self._texts = assistant.content.texts

    async def export(self, _turn: Turn, _: str) -> Replies:
        """All that is held, as a file."""
        name = f"{self._texts.say('document_export')}.json"
        file = File(id=uuid4().hex, name=name, media_type="application/json", make="export")
        return Message(text=self._texts.say("export_here")), file

    async def as_json(self, turn: Turn) -> bytes:
        """All that is held on the owner, by table."""
        return json.dumps(await turn.export(), ensure_ascii=False, indent=2).encode()

    async def forget(self, _turn: Turn, _: str) -> Replies:
        """Asks whether everything must go."""
        say = self._texts.say
        options = (
            Option(id="forget:no", label=say("forget_no")),
            Option(id="forget:yes", label=say("forget_yes")),
        )
        return (Choice(text=say("forget_sure"), options=options),)

    async def confirmed(self, turn: Turn, answer: str) -> Replies:
        """Removes everything, and says what that was."""
        if answer != "yes":
            return await self._keeper.answer(turn, self._texts.say("forgotten_not"))
        at = self._assistant.now()
        # The store leaves them without a link to their owner; who wants all gone, wants these gone.
        withdrawn = [await turn.withdraw(one.id, at) for one in await turn.conversations()]
        text = self._texts.say(
            "forgotten",
            conversations=len(await described(turn)),
            decisions=len(await turn.decisions()),
            publications=sum(withdrawn),
        )
        if self._rooms is not None:
            await self._rooms.forget(turn)
        await turn.forget()
        return (Forgotten(text=text),)
