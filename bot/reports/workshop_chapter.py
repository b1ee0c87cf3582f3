"""One registration in the report of a workshop: what was decided, on what, and what everybody said."""

from collections.abc import Iterable

from bot.content import Content
from bot.dialogue import AdviceGiven
from bot.dialogue.dates import dutch_date
from bot.explanation.citing import Citations
from bot.explanation.lines import burden_lines, change_lines, outcome_of, provisional_lines
from bot.reports.document import Block, Bullets, Heading, Paragraph, Table
from bot.reports.workshop_bars import vote_blocks
from bot.reports.workshop_words import Chapter, words
from bot.workshop.room import FEWEST

MOST_CHANGES = 5
"""How many ways to another advice are written out; how many more there are is said."""


def chapter_blocks(chapter: Chapter, content: Content, cited: Citations) -> Iterable[Block]:
    """Everything about one registration that the room voted on."""
    one, say = chapter.registration, words().say
    title = say("chapter", number=chapter.number, text=chapter.short)
    yield Heading(level=1, text=title, new_page=True)
    yield pairs(title, _decided(chapter, content))
    yield from _dissent(chapter)
    yield from _advice(one.advice, content, cited)
    yield from _exists(chapter, cited)
    yield Heading(level=2, text=say("burden"))
    known = one.burden is not None and one.burden.minutes_each_year is not None
    for line in burden_lines(one.burden, content) if one.burden and known else (say("burden_unknown"),):
        yield Paragraph(text=line)
    yield from vote_blocks(chapter)
    yield from _reasons(chapter)


def pairs(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    """A table of what something is called and what it is."""
    return Table(title=title, rows=((words().say("part"), words().say("content")), *rows), widths=(1, 2))


def verdict_of(chapter: Chapter, content: Content) -> str:
    """The verdict of the room in words, or how far the registration is."""
    verdict = chapter.registration.verdict
    if verdict is None:
        return words().say("verdict_none", state=words().say(f"state_{listed_state(chapter)}"))
    outcome = outcome_of(verdict.outcome, content)
    return words().say("verdict_deviates", outcome=outcome) if chapter.deviates else outcome


def listed_state(chapter: Chapter) -> str:
    """`parked`, `skipped`, `decided`, or `waiting` for all that was not brought to an end."""
    state = chapter.registration.state.value
    return state if state in ("parked", "skipped", "decided") else "waiting"


def _decided(chapter: Chapter, content: Content) -> Iterable[tuple[str, str]]:
    one, say, empty = chapter.registration, words().say, words().say("not_agreed")
    verdict = one.verdict
    yield say("text"), one.text
    yield say("goal"), one.goal or say("no_goal")
    if one.also:
        yield say("also"), say("also_and").join(one.also)
    yield say("verdict"), verdict_of(chapter, content)
    yield say("advice_of"), _advised(one.advice, content)
    if verdict:
        yield say("action"), verdict.action or empty
        yield say("owner"), verdict.owner or empty
        yield say("until"), dutch_date(verdict.until, content.texts) if verdict.until else empty


def _advised(given: AdviceGiven | None, content: Content) -> str:
    if given is None:
        return words().say("advice_none")
    name = "advice_provisional" if given.advice.provisional else "advice_line"
    outcome = outcome_of(given.advice.recommendation, content)
    return words().say(name, outcome=outcome, rule=given.advice.rule)


def _advice(given: AdviceGiven | None, content: Content, cited: Citations) -> Iterable[Block]:
    if given is None:
        return
    say, advice = words().say, given.advice
    yield Heading(level=2, text=say("why"))
    yield Paragraph(text=cited.cite(advice.motivation, advice.rule_sources))
    for line in provisional_lines(advice, content):
        yield Paragraph(text=line)
    changes = change_lines(advice, content)
    if changes:
        yield Paragraph(text=say("would_change"))
        yield Bullets(items=changes[:MOST_CHANGES])
    if len(changes) > MOST_CHANGES:
        yield Paragraph(text=say("more_changes", count=len(changes) - MOST_CHANGES))


def _exists(chapter: Chapter, cited: Citations) -> Iterable[Block]:
    one, say = chapter.registration, words().say
    yield Heading(level=2, text=say("exists"))
    if one.passages:
        header = (say("number"), say("exists_what"), say("exists_where"), say("exists_certainty"))
        known = {shown.id: number for number, shown in cited.numbered}
        rows = (
            (f"[{known[shown.id]}]", shown.title, shown.source, shown.certainty) for shown in one.passages
        )
        yield Table(title=say("exists"), rows=(header, *rows), widths=(1, 5, 6, 2))
    else:
        yield Paragraph(text=say("exists_nothing" if one.searched else "exists_not_searched"))
    if one.nearby:
        yield Paragraph(text=say("nearby", names=", ".join(one.nearby)))


def _reasons(chapter: Chapter) -> Iterable[Block]:
    say = words().say
    yield Heading(level=2, text=say("reasons"))
    rounds = chapter.registration.results
    told = [result for result in rounds if result.reasons]
    if not told:
        enough = any(result.voted >= FEWEST for result in rounds)
        yield Paragraph(text=say("reasons_none" if enough else "reasons_few"))
    for result in told:
        yield Paragraph(text=say("reasons_round", number=result.number))
        yield Bullets(items=result.reasons)


def _dissent(chapter: Chapter) -> Iterable[Block]:
    one, say = chapter.registration, words().say
    noted = one.verdict.dissent if one.verdict else None
    if not one.disagreed and not noted:
        return
    yield Heading(level=2, text=say("dissent"))
    if one.dissent:
        yield Paragraph(text=say("dissent_count", count=one.dissent))
    elif one.disagreed:
        yield Paragraph(text=say("dissent_some"))
    if noted:
        yield Paragraph(text=say("dissent_noted", text=noted))
    if one.dissent_reasons:
        yield Paragraph(text=say("dissent_reasons"))
        yield Bullets(items=one.dissent_reasons)
