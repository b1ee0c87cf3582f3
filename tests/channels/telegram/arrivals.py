"""What takes updates, without what fetches them."""

import time
from collections.abc import Callable

from bot.channels.telegram.access import Rules
from bot.channels.telegram.administering import Office
from bot.channels.telegram.arriving import Arrivals
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.gate import Gate
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.status import Status
from bot.metrics import Metrics
from bot.session import Session
from bot.store import Store
from tests.auxil.assistant import make_assistant


def make_arrivals(
    store: Store, outbox: Outbox, nobody: Administration, clock: Callable[[], float] = time.monotonic
) -> Arrivals:
    """Open for everybody."""
    assistant = make_assistant()
    content, texts = assistant.content, assistant.content.texts
    documents = Documents(nobody, store, texts, assistant.places, outbox)
    handler = Handler(Session(assistant), store, content, outbox, documents)
    gate = Gate(Rules(), store, texts, outbox)
    status = Status(store, Metrics(), texts, nobody.library, hooked=False)
    office = Office(gate, store, content, outbox, status)
    return Arrivals(gate, office, handler, texts, outbox, clock=clock)
