"""What somebody in a workshop has on the screen: lines of text with buttons. Pure; draws nothing."""

from typing import NamedTuple

from bot.content import Content, Texts
from bot.dialogue import Option
from bot.dialogue.dates import dutch_date
from bot.facilitation.hall import Found
from bot.facilitation.wording import wording
from bot.reports.workshop_copy import participant_copy
from bot.workshop import Ballot, Item, Participant, Question, Role, State
from bot.workshop.scales import scales
from bot.workshop.scene import Registration, Scene

BLOCKS = "▁▂▃▄▅▆▇█"
"""Bars of one line, for a screen without pictures."""


class Face(NamedTuple):
    """A card: its paragraphs, and its buttons with ids that `Participation` understands."""

    lines: tuple[str, ...]
    options: tuple[Option, ...]


def participant_face(
    found: Found, scene: Scene, who: Participant, content: Content, open_question: Question | None = None
) -> Face:
    """The card of a participant; `open_question` is the one to answer again."""
    say, texts = wording().say, content.texts
    marked = (say("rehearsal"),) if scene.rehearsal else ()
    leave = _option(found, "leave", say("button_leave"))
    if who.role is None:
        roles = tuple(_option(found, f"role:{role}", say(f"role_{role}").capitalize()) for role in Role)
        return Face((*marked, say("welcome", title=scene.title), say("role_ask")), (*roles, leave))
    head = (*marked, say("head", title=scene.title, role=say(f"role_{who.role}")))
    if scene.closed:
        copy = "\n".join(participant_copy(scene, content))
        return Face((*marked, say("closed"), copy), (leave,))
    item = found.workshop.current
    if scene.current is not None and item is not None:
        lines, options = _at_table(found, scene.current, item, who, texts, open_question)
        return Face((*head, *lines), options)
    if scene.latest is not None:
        latest = found.workshop.item(scene.latest.id)
        lines, options = _after_verdict(found, scene.latest, latest, who, texts)
        return Face((*head, *lines), options)
    role = _option(found, "roles", say("button_role"))
    unnamed = (_option(found, "name:", say("button_no_name")),) if who.name else ()
    return Face((*head, say("waiting")), (role, *unnamed, leave))


def group_face(found: Found, scene: Scene, link: str) -> Face:
    """The card in a group: how to take part, and what is on the table."""
    say = wording().say
    lines = [say("group", title=scene.title, link=link, code=found.code, count=scene.voters)]
    if scene.closed:
        lines = [say("closed")]
    elif scene.current is not None:
        lines.append(say("group_now", text=scene.current.text))
    return Face((*((say("rehearsal"),) if scene.rehearsal else ()), *lines), ())


def verdict_lines(one: Registration, texts: Texts) -> tuple[str, ...]:
    """What the room decided on one registration."""
    say, verdict = wording().say, one.verdict
    if verdict is None:
        return ()
    lines = [say("verdict", text=one.text, outcome=texts.say(f"outcome_{verdict.outcome.value}"))]
    lines += [say("verdict_action", action=verdict.action)] if verdict.action else []
    lines += [say("verdict_owner", owner=verdict.owner)] if verdict.owner else []
    lines += [say("verdict_until", until=dutch_date(verdict.until, texts))] if verdict.until else []
    return tuple(lines)


def table_lines(one: Registration) -> tuple[str, ...]:
    """What is on the table, and what exists already."""
    say = wording().say
    lines = [say("practice")] if one.practice else []
    lines.append(say("item", text=one.text))
    lines += [say("item_goal", goal=one.goal)] if one.goal else []
    if one.state is not State.EVIDENCE:
        return tuple(lines)
    if not one.looked_up:
        return (*lines, say("looking_up"))
    titles = "; ".join(passage.title for passage in one.passages[:3])
    nothing = "exists_nothing" if one.searched else "exists_not_searched"
    lines.append(say("exists", titles=titles) if titles else say(nothing))
    if one.burden is not None and one.burden.total is not None:
        hours = f"{one.burden.total.hours:,.0f}".replace(",", ".")
        lines.append(say("burden", hours=hours))
    return tuple(lines)


def result_lines(one: Registration, texts: Texts, *, steering: bool = False) -> tuple[str, ...]:
    """The votes of the last round that everybody may see, and the advice on them.

    After the first round only who is `steering` sees the advice: it would steer the second vote.
    """
    say = wording().say
    if not one.results:
        return ()
    last, lines = one.results[-1], []
    if last.questions[0].together is None:
        lines.append(say("revealed_few", round=last.number))
    else:
        lines.append(say("revealed", round=last.number, count=last.voted))
    for result in last.questions:
        if result.together is not None and result.middle is not None:
            answer = scales().of(result.question).answers[result.middle - 1].label
            name = say(f"question_{result.question}")
            lines.append(
                say("revealed_line", question=name, bars=_bars(result.together.counts), answer=answer)
            )
    if last.apart is not None:
        question, low, high = last.apart
        names = [" en ".join(say(f"role_{role}") for role in share.roles) for share in (low, high)]
        lines.append(say("apart", question=say(f"question_{question}"), low=names[0], high=names[1]))
    if one.advice is not None and (steering or len(one.results) > 1):
        advised = one.advice.advice
        outcome = texts.say(f"outcome_{advised.recommendation.value}")
        lines.append(say("advice_provisional" if advised.provisional else "advice", outcome=outcome))
    return tuple(lines)


def _at_table(
    found: Found,
    one: Registration,
    item: Item,
    who: Participant,
    texts: Texts,
    open_question: Question | None,
) -> tuple[tuple[str, ...], tuple[Option, ...]]:
    say, lines = wording().say, table_lines(one)
    role = _option(found, "roles", say("button_role"))
    if item.state is State.EVIDENCE:
        return (*lines, say("evidence")), (role,)
    if item.state is State.REVEALED:
        return (*lines, *result_lines(one, texts), say("talk")), (role,)
    ballot = item.rounds[-1].ballots.get(who.id, Ballot())
    missing = [question for question in Question if question not in ballot.scores]
    asked = open_question or (missing[0] if missing else None)
    if asked is None:
        return _ready(found, item, ballot, lines)
    number = list(Question).index(asked) + 1
    name = say(f"question_{asked}")
    head = say("vote_head", round=len(item.rounds), number=number, question=name)
    answers = tuple(
        _option(
            found,
            f"answer:{item.id}:{len(item.rounds)}:{asked}:{score}",
            f"{score}. {answer.label}",
        )
        for score, answer in enumerate(scales().of(asked).answers, start=1)
    )
    return (*lines, head, scales().of(asked).ask), answers


def _ready(
    found: Found, item: Item, ballot: Ballot, lines: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[Option, ...]]:
    """The whole ballot, which can still be changed."""
    say = wording().say
    given = "\n".join(
        say(
            "voted_line",
            question=say(f"question_{question}"),
            answer=scales().of(question).answers[ballot.scores[question] - 1].label,
        )
        for question in Question
    )
    changes = tuple(
        _option(
            found,
            f"again:{item.id}:{question}",
            say("button_change", question=say(f"question_{question}").casefold()),
        )
        for question in Question
    )
    if ballot.reason is None:
        return (*lines, given, say("voted")), changes
    without = _option(found, f"unreason:{item.id}:{len(item.rounds)}", say("button_no_reason"))
    return (*lines, given, say("reason_line", reason=ballot.reason), say("voted")), (*changes, without)


def _after_verdict(
    found: Found, one: Registration, item: Item | None, who: Participant, texts: Texts
) -> tuple[tuple[str, ...], tuple[Option, ...]]:
    say, lines = wording().say, verdict_lines(one, texts)
    if item is not None and who.id in item.dissenters:
        consent = _option(found, f"consent:{one.id}", say("button_consent"))
        return (*lines, say("dissenting")), (consent,)
    return lines, (_option(found, f"dissent:{one.id}", say("button_dissent")),)


def _bars(counts: tuple[int, ...]) -> str:
    """Each answer as a bar, 1 to 4, with how often it was given."""
    most = max(counts) or 1
    drawn = (BLOCKS[round(count / most * (len(BLOCKS) - 1))] for count in counts)
    return " ".join(f"{bar}{count}" for bar, count in zip(drawn, counts, strict=True))


def _option(found: Found, action: str, label: str) -> Option:
    return Option(id=f"w:{found.code}:{action}", label=label)
