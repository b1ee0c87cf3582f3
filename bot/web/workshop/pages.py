"""The two pages: what each template is told."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.content import Content
from bot.facilitation import Found
from bot.web.workshop.acts import Form
from bot.web.workshop.drawing import drawer, qr
from bot.web.workshop.hall import Hall
from bot.web.workshop.screens import choices_of, moment_of, screen_of
from bot.web.workshop.words import words
from bot.workshop import Item, Workshop
from bot.workshop.alike import alike
from bot.workshop.scene import Scene

MOST_OFFERS = 3
KEPT = 32
"""Workshops of which the last scene is kept: everybody who looks gets news at the same moment."""


class Problem(NamedTuple):
    """What is wrong with a form that was sent: at which field (empty: the form itself), in a sentence."""

    form: Form
    field: str
    message: str


class Pages:
    """Draws the pages; `clock` gives the time now, with its time zone."""

    def __init__(self, hall: Hall, content: Content, clock: Callable[[], datetime]) -> None:
        self._hall = hall
        self._draw = drawer(content)
        self._clock = clock
        self._scenes: OrderedDict[str, tuple[Workshop, Scene]] = OrderedDict()

    def beamer(self, found: Found, chosen: str, at: str) -> str:
        """What the room looks at: a screen that was `chosen` as long as the room is where it was `at`."""
        scene = self._scene(found)
        choices, moment = choices_of(scene), moment_of(scene)
        screen = choices.get(chosen) if at in ("", moment) else None
        variables = {
            "screen": (screen or screen_of(scene)).value,
            "chosen": chosen if screen else "",
            "choices": choices,
            "moment": moment,
            "itself": f"/w/{found.code}" + (f"?scherm={chosen}&bij={at}" if screen else ""),
            **self._both(found, scene),
        }
        return self._draw("beamer", variables)

    def controls(
        self, found: Found, *, problem: Problem | None = None, act: str = "", message: str = ""
    ) -> str:
        """The facilitator's page: after an `act` that went well, with a `message`, or with a `problem`."""
        scene = self._scene(found)
        shown = scene.current or scene.latest
        item = found.workshop.item(shown.id) if shown else None
        variables = {
            "settled": item.settled if item else {},
            "offers": _offers(found.workshop),
            "base": f"/w/{found.code}/{found.secret}",
            "itself": f"/w/{found.code}/{found.secret}",
            "problem": problem,
            "message": message or words().done.get(act, ""),
            **self._both(found, scene),
        }
        return self._draw("controls", variables)

    def sorry(self, name: str) -> str:
        """A page that says what is wrong."""
        return self._draw("sorry", {"name": name})

    def _scene(self, found: Found) -> Scene:
        """What everybody may see; counting the votes of a whole workshop is most of the work of a page."""
        workshop, scene = self._scenes.get(found.code, (None, None))
        if scene is None or workshop is not found.workshop:
            scene = self._hall.scene(found.workshop)
            self._scenes[found.code] = found.workshop, scene
            if len(self._scenes) > KEPT:
                self._scenes.popitem(last=False)
        self._scenes.move_to_end(found.code)
        return scene

    def _both(self, found: Found, scene: Scene) -> Mapping[str, object]:
        link = self._hall.join_link(found.code)
        return {
            "scene": scene,
            "shown": scene.current or scene.latest,
            "code": found.code,
            "revision": found.revision,
            "link": link,
            "qr": qr(link) if link else None,
            "now": self._clock(),
        }


def _offers(workshop: Workshop) -> list[tuple[Item, Item]]:
    """Registrations that are probably the same: the one to keep and the other."""
    found = ((workshop.item(one.keep), workshop.item(one.drop)) for one in alike(workshop)[:MOST_OFFERS])
    return [(keep, drop) for keep, drop in found if keep is not None and drop is not None]
