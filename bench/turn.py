"""A whole turn without language model: understand, decide, search, store."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, median, milliseconds, percentile
from bot.building import build_assistant
from bot.dialogue import AdviceGiven, Question, Reply
from bot.session import Incoming, Session
from bot.settings import Settings
from bot.store import Store

SUBJECTS = (
    "we willen dat begeleiders per kwartier bijhouden wat ze doen",
    "elke maand een eigen spreadsheet met in- en uitstroom van jeugdigen",
    "aanbieders sturen elk kwartaal een overzicht van productie en omzet",
    "de professional scoort elk half jaar alle leefgebieden van de cliënt in de Wmo",
    "een jaarlijkse opgave van het aantal klachten, ook als er geen klachten waren",
)
ROUNDS = 4


def measure() -> Iterator[Figure]:
    """Conversations answered with the first option, each turn in a transaction of its own."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = build_assistant(Settings(data_dir=Path(folder)))
        searcher = assistant.searcher()
        searches = milliseconds(lambda: searcher.search("opwarmen"), 1)
        firsts, nexts = asyncio.run(_conversations(Session(assistant), Path(folder)))
        texts = iter([f"{subject} ({number})" for number in range(8) for subject in SUBJECTS])
        searches = milliseconds(lambda: searcher.search(next(texts), limit=12), 8 * len(SUBJECTS))
    yield Figure("hele beurt met zoeken, eerste zin (p50)", median(firsts), "ms")
    yield Figure("hele beurt met zoeken, eerste zin (p99)", percentile(firsts, 0.99), "ms")
    yield Figure("hele beurt met een antwoord (p50)", median(nexts), "ms")
    yield Figure("hele beurt met een antwoord (p99)", percentile(nexts, 0.99), "ms")
    yield Figure("een zoekvraag (p50)", median(searches), "ms")
    yield Figure("beurt met zoeken / twee zoekvragen", median(firsts) / (2 * median(searches)), "x")


async def _conversations(session: Session, folder: Path) -> tuple[list[float], list[float]]:
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
    loop = asyncio.get_running_loop()
    firsts: list[float] = []
    nexts: list[float] = []
    for number in range(ROUNDS * len(SUBJECTS)):
        owner = f"bench:{number}"
        # the number makes every sentence new, so that no query is answered from a cache
        incoming: Incoming | None = Incoming(text=f"{SUBJECTS[number % len(SUBJECTS)]} ({number})")
        taken = firsts
        while incoming is not None:
            begin = loop.time()
            async with store.turn(owner) as turn:
                replies = await session.take(turn, incoming)
            taken.append((loop.time() - begin) * 1000)
            taken, incoming = nexts, _next(replies)
    await store.close()
    return firsts, nexts


def _next(replies: tuple[Reply, ...]) -> Incoming | None:
    last = replies[-1]
    if isinstance(last, AdviceGiven) or not isinstance(last, Question):
        return None
    return Incoming(option=last.options[0].id)
