"""The place where workshops are held: applies what people do to what the store holds."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from secrets import choice, token_urlsafe
from typing import Literal, NamedTuple

from pydantic import ValidationError

from bot.assistant import Assistant
from bot.dialogue import AdviceGiven, Conversation
from bot.facilitation.reading import Reader
from bot.store import Gathering, Store, StoreError, Turn
from bot.workshop import Effect, Event, Item, LookUp, Weigh, Workshop, apply
from bot.workshop.events import Advised, Prepared, RefusalName
from bot.workshop.room import with_room
from bot.workshop.scene import Scene, scene_of

log = logging.getLogger(__name__)

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Nothing that is read as something else from the back of a room."""

CODE_LENGTH = 6

Why = RefusalName | Literal["personal_data", "gone"]


class Found(NamedTuple):
    """A workshop as it is now, and what leads to it; `owner` is its facilitator."""

    code: str
    secret: str
    owner: str
    revision: int
    workshop: Workshop


class Done(NamedTuple):
    """What came of an event: the workshop after it, and why nothing changed if it was `refused`."""

    found: Found | None
    refused: Why | None = None


class _Applied(NamedTuple):
    after: Gathering
    effects: tuple[Effect, ...]
    refused: RefusalName | None


class Hall:
    """Workshops for pages and chats alike. What has to be looked up or weighed is done in the background."""

    def __init__(
        self,
        assistant: Assistant,
        store: Store,
        join_link: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self.assistant = assistant
        self.store = store
        self.join_link = join_link
        self._reader = Reader()
        self._work: dict[tuple[str, Effect], asyncio.Task[None]] = {}

    async def create(self, turn: Turn, workshop: Workshop, leader: str) -> Found:
        """Begins a workshop that `leader` leads."""
        state = workshop.model_dump_json()
        while True:
            code = "".join(choice(SIGNS) for _ in range(CODE_LENGTH))
            gathering = Gathering(code, leader, token_urlsafe(16), state, workshop.scene, 1)
            if await turn.create_workshop(gathering):
                return self._found(gathering)

    async def find(self, code: str) -> Found | None:
        """The workshop with this code, or None.

        Raises:
            StoreError: the database cannot be read.
        """
        gathering = await self.store.workshops.find(code)
        return None if gathering is None else self._readable(gathering)

    async def find_in(self, turn: Turn, code: str) -> Found | None:
        """The workshop with this code as it is in a turn, or None."""
        gathering = await turn.find_workshop(code)
        return None if gathering is None else self._readable(gathering)

    async def revision(self, code: str) -> int | None:
        """The number of the last change, cheap to ask; None without such a workshop.

        Raises:
            StoreError: the database cannot be read.
        """
        return await self.store.workshops.revision(code)

    async def do(self, code: str, event: Event) -> Done:
        """Applies an event from outside a turn.

        Raises:
            StoreError: it could not be stored; nothing changed.
        """
        if self._has_personal_data(event):
            return Done(await self.find(code), "personal_data")
        applied: list[_Applied] = []

        def work(gathering: Gathering) -> Gathering:
            applied.append(self._applied(gathering, event))
            return applied[-1].after

        after = await self.store.workshops.change(code, work)
        if after is None:
            return Done(None, "gone")
        self._later(code, applied[-1].effects)
        return Done(self._readable(after), applied[-1].refused)

    async def do_in(self, turn: Turn, code: str, event: Event) -> Done:
        """Applies an event in a turn: it counts when the turn ends, and no slow work may follow in it.

        What is to be looked up waits for the turn to end, since nobody else can change the workshop before.
        """
        gathering = await turn.workshop(code)
        if gathering is None:
            return Done(None, "gone")
        if self._has_personal_data(event):
            return Done(self._readable(gathering), "personal_data")
        applied = self._applied(gathering, event)
        after = await turn.keep_workshop(gathering, applied.after)
        self._later(code, applied.effects)
        return Done(self._readable(after), applied.refused)

    def scene(self, workshop: Workshop) -> Scene:
        """What everybody may see."""
        return scene_of(workshop, self.assistant.dialogue.rates)

    def glance(self, workshop: Workshop) -> Scene:
        """What a card shows until the end: the registration on the table, or else the last one alone.

        A card is drawn at every vote, and the results of all the others take long to count.
        """
        if workshop.phase == "closed":
            return self.scene(workshop)
        shown = workshop.current or workshop.item(workshop.latest or "")
        return self.scene(workshop.model_copy(update={"items": (shown,) if shown else ()}))

    def tend(self, found: Found) -> None:
        """Does again what an earlier process was to do and did not: a kill loses no look-up."""
        left: list[Effect] = []
        for item in found.workshop.items:
            if item.request is None:
                left.append(LookUp(item.id))
            elif item.last_revealed and item.advice is None:
                left.append(Weigh(item.id))
        self._later(found.code, tuple(one for one in left if (found.code, one) not in self._work))

    async def close(self) -> None:
        """Gives up on what is being looked up; it is done again when somebody looks at the workshop."""
        for task in self._work.values():
            task.cancel()
        await asyncio.gather(*self._work.values(), return_exceptions=True)

    def _later(self, code: str, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if not isinstance(effect, LookUp | Weigh):
                continue
            if (earlier := self._work.get((code, effect))) is not None:
                earlier.cancel()  # it is about what is not so any more
            task = asyncio.create_task(self._do_work(code, effect))
            self._work[code, effect] = task
            task.add_done_callback(partial(self._forget, (code, effect)))

    def _forget(self, key: tuple[str, Effect], task: asyncio.Task[None]) -> None:
        if self._work.get(key) is task:
            del self._work[key]

    async def _do_work(self, code: str, effect: LookUp | Weigh) -> None:
        try:
            # Waits for the turn that asked for this: until then the store has the workshop of before.
            found = await self._as_it_is(code)
            item = found.workshop.item(effect.item) if found else None
            if found is None or item is None:
                return
            if isinstance(effect, LookUp):
                request = await asyncio.to_thread(self._looked_up, found.workshop, item)
                now = await self.find(code)
                same = now.workshop.item(item.id) if now else None
                if same is not None and (same.text, same.goal) == (item.text, item.goal):
                    await self.do(code, Prepared(item=item.id, request=request))
            elif item.request is not None:
                advice = await asyncio.to_thread(self._weighed, item, item.request)
                await self.do(code, Advised(item=item.id, advice=advice))
        except StoreError as error:
            log.error("%s", error)  # tend does it again
        except Exception as error:  # a task that fails unseen would be worse
            log.error("workshop: %s while looking up or weighing", type(error).__name__)

    async def _as_it_is(self, code: str) -> Found | None:
        gathering = await self.store.workshops.change(code, lambda same: same)
        return None if gathering is None else self._readable(gathering)

    def _looked_up(self, workshop: Workshop, item: Item) -> Conversation:
        start = Conversation(id=f"{workshop.id}-{item.id}", municipality=workshop.municipality)
        text = f"{item.text}\n{item.goal}" if item.goal else item.text
        return self.assistant.say(start, text).conversation

    def _weighed(self, item: Item, request: Conversation) -> AdviceGiven:
        return self.assistant.given(with_room(item, request, self.assistant.dialogue.rates))

    def _applied(self, gathering: Gathering, event: Event) -> _Applied:
        found = self._readable(gathering)
        if found is None:
            return _Applied(gathering, (), "closed")
        outcome = apply(found.workshop, event)
        if outcome.workshop is found.workshop:
            return _Applied(gathering, (), outcome.refused)
        state = self._reader.write(gathering.code, outcome.workshop)
        return _Applied(replace(gathering, state=state, scene=outcome.workshop.scene), outcome.effects, None)

    def _found(self, gathering: Gathering) -> Found:
        workshop = self._reader.read(gathering)
        return Found(gathering.code, gathering.secret, gathering.owner, gathering.revision, workshop)

    def _readable(self, gathering: Gathering) -> Found | None:
        """The workshop, or None when it is of a version that this one cannot read: it stays stored."""
        try:
            return self._found(gathering)
        except ValidationError:
            return None

    def _has_personal_data(self, event: Event) -> bool:
        """Whether somebody wrote about somebody: a workshop is seen by a whole room."""
        return any(self.assistant.refusal(words) for words in _words(event))


def _words(event: Event) -> tuple[str, ...]:
    """What somebody typed, as far as others will see it; a name was chosen to be seen."""
    fields = event.model_dump(include={"text", "goal", "reason"})
    verdict = event.model_dump(include={"verdict"}).get("verdict") or {}
    typed = (*fields.values(), *(verdict.get(name) for name in ("action", "owner", "dissent")))
    return tuple(words for words in typed if isinstance(words, str))
