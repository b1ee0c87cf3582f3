"""What the facilitator has on the screen in a chat: the next step as buttons. The page can do more."""

from bot.content import Texts
from bot.dialogue import Option
from bot.domain import Outcome
from bot.facilitation.cards import Face, result_lines, table_lines, verdict_lines
from bot.facilitation.hall import Found
from bot.facilitation.wording import wording
from bot.workshop import State
from bot.workshop.alike import alike
from bot.workshop.scene import Registration, Scene

MINUTES = (3, 5, 10)
NEXT_SHOWN = 5
"""Registrations that fit on a phone as buttons; the page has them all."""


def leader_face(found: Found, scene: Scene, texts: Texts) -> Face:
    """The card of the facilitator."""
    say = wording().say
    marked = (say("rehearsal"),) if scene.rehearsal else ()
    head = (*marked, say("lead_head", title=scene.title, code=found.code, count=scene.voters))
    undo = (_option(found, "undo", say("button_undo")),) if scene.undo else ()
    if scene.closed:
        return Face((*head, say("closed")), _after_closing(found))
    current = scene.current
    if current is None:
        latest = verdict_lines(scene.latest, texts) if scene.latest else ()
        offered, merging = _alike(found)
        return Face(
            (*head, *latest, *_list_lines(scene), *offered), (*merging, *_list_options(found, scene), *undo)
        )
    lines = [*head, *table_lines(current)]
    if current.state is State.VOTING:
        lines.append(say("lead_voting", voted=current.voted, count=scene.voters))
    elif current.state is State.REVEALED:
        lines += result_lines(current, texts, steering=True)
    return Face(tuple(lines), (*_table_options(found, current, texts), *undo))


def closing_face(found: Found) -> Face:
    """Asks whether the workshop is to be closed."""
    say = wording().say
    options = (
        _option(found, "closeyes", say("button_close_yes")),
        _option(found, "now", say("button_close_no")),
    )
    return Face((say("lead_close_ask"),), options)


def _alike(found: Found) -> tuple[tuple[str, ...], tuple[Option, ...]]:
    """The two registrations that are most alike, offered as one."""
    offers = alike(found.workshop)
    names = {item.id: item.text for item in found.workshop.items}
    if not offers:
        return (), ()
    keep, drop, _ = offers[0]
    line = wording().say("lead_alike", keep=names[keep], drop=names[drop])
    return (line,), (_option(found, f"merge:{keep}:{drop}", wording().say("button_merge")),)


def _list_lines(scene: Scene) -> tuple[str, ...]:
    say = wording().say
    real = [one for one in scene.registrations if not one.practice]
    if not real:
        return (say("lead_list_none"),)
    lines = [say("lead_list", done=sum(one.state is State.DECIDED for one in real), all=len(real))]
    following = next((one for one in scene.registrations if one.state is State.WAITING), None)
    lines += [say("lead_next", text=following.text)] if following else []
    return tuple(lines)


def _list_options(found: Found, scene: Scene) -> tuple[Option, ...]:
    say = wording().say
    waiting = [one for one in scene.registrations if one.state is State.WAITING][:NEXT_SHOWN]
    opening = (_option(found, f"open:{one.id}", say("button_open", text=one.text)) for one in waiting)
    practised = any(one.practice for one in scene.registrations)
    practice = () if practised else (_option(found, "practice", say("button_practice")),)
    return (
        *opening,
        *practice,
        _option(found, "now", say("button_refresh")),
        _option(found, "close", say("button_close")),
    )


def _table_options(found: Found, one: Registration, texts: Texts) -> tuple[Option, ...]:
    say = wording().say
    options: list[Option] = []
    if one.state is State.EVIDENCE:
        options.append(_option(found, f"vote:{one.id}", say("button_vote")))
    elif one.state is State.VOTING:
        options.append(_option(found, f"reveal:{one.id}:{one.round}", say("button_reveal")))
    else:
        options += [
            _option(found, f"talk:{one.id}:{minutes}", say("button_talk", minutes=minutes))
            for minutes in MINUTES
        ]
        options.append(_option(found, f"vote:{one.id}", say("button_vote_again")))
    if one.results and one.state is not State.VOTING:
        options += [
            _option(
                found,
                f"decide:{one.id}:{outcome.value}",
                say("button_decide", outcome=texts.say(f"outcome_{outcome.value}")),
            )
            for outcome in Outcome
        ]
    return (
        *options,
        _option(found, f"park:{one.id}", say("button_park")),
        _option(found, f"skip:{one.id}", say("button_skip")),
        _option(found, "now", say("button_refresh")),
    )


def _after_closing(found: Found) -> tuple[Option, ...]:
    say = wording().say
    return (
        _option(found, "report", say("button_report")),
        _option(found, "publish", say("button_publish")),
    )


def _option(found: Found, action: str, label: str) -> Option:
    return Option(id=f"w:{found.code}:{action}", label=label)
