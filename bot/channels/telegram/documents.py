"""Documents that somebody sends: an administrator's are added to the library, in the background.

The update counts as handled once it is stored. Whoever sees a note that stopped half-way, after a restart,
sends the document again: what is in the library already is not added twice.
"""

from collections.abc import Callable
from functools import partial

from telegram import Bot, Document, Message

from bot.channels.telegram.captions import read_caption
from bot.channels.telegram.file_names import plain_name
from bot.channels.telegram.note import Note
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration, Parcel, deliver
from bot.content import Texts
from bot.store import Role, Store
from knowledge.municipalities import Municipalities


class Documents:
    """Takes documents; those of one chat are read one after another. One instance serves everybody."""

    def __init__(
        self,
        administration: Administration,
        store: Store,
        texts: Texts,
        places: Callable[[], Municipalities],
        outbox: Outbox,
    ) -> None:
        self._administration = administration
        self._store = store
        self._texts = texts
        self._places = places
        self._outbox = outbox
        self._readings = Outbox()

    async def take(self, owner: str, update_id: int, message: Message, document: Document, bot: Bot) -> None:
        """Stores that the document was sent; it is answered and read in the background.

        Raises:
            StoreError: that could not be stored, so nothing happens.
        """
        is_admin = await self._is_admin(owner, message.chat_id)
        async with self._store.turn(owner, update_id) as turn:
            if turn.replayed:
                return
            own = await turn.municipality()
        name = plain_name(document.file_name or "", self._texts.say("document_untitled"))
        request = read_caption(message.caption or "", own, self._places())
        note = Note(bot, message.chat_id)
        if not is_admin:
            answer = self._texts.say("document_admins_only", id=message.chat_id)
            self._outbox.put(message.chat_id, partial(note.say, answer))
        elif request is None:
            answer = self._texts.say("document_municipality", name=name)
            self._outbox.put(message.chat_id, partial(note.say, answer))
        else:
            parcel = Parcel(document.file_id, name, request)
            self._outbox.put(message.chat_id, partial(self._begin, parcel, message.chat_id, bot, note))

    async def close(self) -> None:
        """Gives what is being read a moment, and gives up on the rest."""
        await self._readings.close()

    async def _is_admin(self, owner: str, chat_id: int) -> bool:
        if chat_id in self._administration.admins:
            return True
        return await self._store.people.role(owner) is Role.ADMINISTRATOR

    async def _begin(self, parcel: Parcel, chat_id: int, bot: Bot, note: Note) -> None:
        """Answers at once; only the chat's next document waits until this one is read."""
        await note.say(self._announced(parcel))
        reading = partial(deliver, parcel, self._administration, bot, note, self._texts)
        self._readings.put(chat_id, reading)

    def _announced(self, parcel: Parcel) -> str:
        say, request = self._texts.say, parcel.request
        if request.publisher is None:
            return say("document_begun", name=parcel.name, kind=request.kind)
        return say("document_begun_for", name=parcel.name, kind=request.kind, publisher=request.publisher)
