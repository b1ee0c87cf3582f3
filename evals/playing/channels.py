"""A user who talks through a channel, with everything behind it: the session and a real store."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.assistant import Assistant
from bot.channels.line import OWNER, Start, Talk, converse
from bot.session import Incoming, Session
from bot.session.keeping import restored
from bot.store import Store
from evals.axes.variant import Variant
from evals.playing.ending import Ending
from evals.playing.person import Person
from evals.playing.played import Turn
from evals.playing.user import MOST_TURNS, StuckError
from evals.playing.windows import WINDOWS, Keyboard


async def play_over(assistant: Assistant, variant: Variant) -> Ending:
    """The conversation of `variant` through its channel, in a new store that goes away after it.

    The user answers until there is an advice; postponed answers and interruptions are not for here. It has to
    be called in the main thread: the terminal listens to Ctrl-C.

    Raises:
        StuckError: there is no advice after many turns, or it asks what cannot be answered.
    """
    typing = _Typing(assistant, variant)
    start = Start(fresh=True, municipality=variant.municipality)
    began = perf_counter()
    with TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/gesprekken.db")
        try:
            talk = Talk(Session(assistant), store, assistant.content.texts, Path(folder))
            await converse(typing.window.channel, talk, start, datetime.now(UTC))
            seconds = perf_counter() - began
            async with store.turn(OWNER) as turn:
                stored = await turn.active()
        finally:
            await store.close()
    conversation = restored(stored) if stored else None
    if conversation is None or typing.advice is None:
        raise StuckError(f"{variant.case}: the conversation was not kept")
    outcome, provisional = typing.advice
    return Ending(
        outcome=outcome,
        provisional=provisional,
        given=assistant.given(conversation),
        sheet=conversation.sheet,
        person=typing.person,
        turns=tuple(typing.turns),
        seconds=seconds,
    )


class _Typing:
    """Looks at the window whenever a line is wanted, and types one."""

    def __init__(self, assistant: Assistant, variant: Variant) -> None:
        self.window = WINDOWS[variant.channel](Keyboard(self._next), assistant.content)
        self.person = Person(variant)
        self.turns: list[Turn] = []
        self.advice: tuple[str, bool] | None = None
        self._variant = variant

    def _next(self) -> str:
        self.window.look()
        self.advice = self.window.advice()
        if self.advice is not None:
            return ""
        asked = self.window.asked()
        if len(self.turns) > MOST_TURNS or (asked is None) is bool(self.turns):
            raise StuckError(f"{self._variant.case}: no advice, and nothing that can be answered")
        if asked is None:
            incoming = Incoming(text=self._variant.description)
        else:
            incoming = self.person.answer(asked, self.window.guessed())
        self.turns.append(Turn(asked=asked, typed=incoming.text, pressed=incoming.option))
        return self.window.line(incoming)
