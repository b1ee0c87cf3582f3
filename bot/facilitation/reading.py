"""From what the store holds of workshops to workshops and back, without reading the same twice."""

from collections import OrderedDict

from bot.store import Gathering
from bot.workshop import Workshop

KEPT = 32
"""Workshops that go on at the same time in one process; each takes a few megabytes."""


class Reader:
    """Reads and writes states. Of each workshop the last is kept: reading is most of the work of a vote."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Workshop]] = OrderedDict()

    def read(self, gathering: Gathering) -> Workshop:
        """The workshop in a state.

        Raises:
            ValidationError: it is of a version that this one cannot read.
        """
        state, workshop = self._kept.get(gathering.code, ("", None))
        if workshop is None or state != gathering.state:
            workshop = Workshop.model_validate_json(gathering.state)
            self._keep(gathering.code, gathering.state, workshop)
        return workshop

    def write(self, code: str, workshop: Workshop) -> str:
        """The state of a workshop, which is probably read again soon."""
        state = workshop.model_dump_json()
        self._keep(code, state, workshop)
        return state

    def _keep(self, code: str, state: str, workshop: Workshop) -> None:
        self._kept[code] = state, workshop
        self._kept.move_to_end(code)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
