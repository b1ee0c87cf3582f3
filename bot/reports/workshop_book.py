"""What a workshop decided as an Excel workbook: for who wants to sort, filter and count."""

from collections.abc import Iterable
from datetime import date

from bot.content import Content
from bot.dialogue.dates import dutch_date
from bot.domain import Outcome
from bot.explanation.lines import outcome_of
from bot.reports.workshop_bars import answer_of, question_name, rows_of
from bot.reports.workshop_chapter import listed_state
from bot.reports.workshop_sheets import About, Cell, Column, Sheet, written
from bot.reports.workshop_words import Chapter, Held, chapters, citations, group_name, words
from bot.workshop.scene import Scene

Rows = Iterable[tuple[Cell, ...]]


def workshop_book(scene: Scene, held: Held, content: Content) -> bytes:
    """The workbook with the decisions, the votes, the reasons, the actions and the sources.

    A rehearsal says so at the top of every sheet.
    """
    say, told = words().say, chapters(scene)
    title = say("title", title=scene.title)
    caption = say(
        "sheet_caption",
        title=title,
        municipality=held.municipality or say("unknown"),
        day=dutch_date(held.on, content.texts),
    )
    about = About(title, say("author"), caption, say("mark") if scene.rehearsal else "", held.at)
    return written(
        about,
        (
            _sheet("sheet_overview", OVERVIEW, _overview(told, content), _total(scene)),
            _sheet("sheet_votes", VOTES, _votes(told)),
            _sheet("sheet_reasons", REASONS, _reasons(told)),
            _sheet("sheet_actions", ACTIONS, _actions(told, content)),
            _sheet("sheet_sources", SOURCES, _sources(told)),
        ),
    )


NUMBERED = (("number", 6), ("registration", 50))
OVERVIEW = (
    *NUMBERED,
    ("goal", 32),
    ("column_also", 26),
    ("column_state", 16),
    ("column_verdict", 18),
    ("column_advice", 18),
    ("column_provisional", 12),
    ("column_rule", 9),
    ("column_voted", 14),
    ("column_hours", 12),
    ("column_euros", 12),
    ("column_saved", 14),
    ("column_saved_euros", 14),
    ("column_dissent", 13),
    ("column_dissent_noted", 32),
    ("until", 13),
)
VOTES = (
    *NUMBERED,
    ("column_round", 9),
    ("column_question", 16),
    ("group", 30),
    ("column_answered", 13),
    ("column_answer_1", 14),
    ("column_answer_2", 14),
    ("column_answer_3", 14),
    ("column_answer_4", 14),
    ("column_mean", 13),
    ("column_middle", 34),
    ("column_remark", 30),
)
REASONS = (*NUMBERED, ("column_kind", 24), ("column_round", 9), ("column_reason", 70))
ACTIONS = (*NUMBERED, ("column_verdict", 18), ("action", 50), ("owner", 28), ("until", 13))
SOURCES = (
    ("number", 6),
    ("exists_what", 44),
    ("exists_where", 54),
    ("exists_certainty", 12),
    ("column_address", 50),
    ("column_registrations", 16),
)
"""For each sheet its columns: the name of a text and a width in characters."""


def _sheet(name: str, columns: tuple[tuple[str, int], ...], rows: Rows, last: tuple[Cell, ...] = ()) -> Sheet:
    say = words().say
    return Sheet(say(name), tuple(Column(say(text), width) for text, width in columns), tuple(rows), last)


def _overview(told: tuple[Chapter, ...], content: Content) -> Rows:
    say = words().say
    for chapter in told:
        one, verdict = chapter.registration, chapter.registration.verdict
        advice = one.advice.advice if one.advice else None
        total = one.burden.total if one.burden else None
        goes = verdict is not None and verdict.outcome is Outcome.SCHRAPPEN
        yield (
            chapter.number,
            one.text,
            one.goal,
            say("also_and").join(one.also),
            say(f"state_{listed_state(chapter)}"),
            outcome_of(verdict.outcome, content) if verdict else None,
            outcome_of(advice.recommendation, content) if advice else None,
            say("said_yes" if advice.provisional else "said_no") if advice else None,
            advice.rule if advice else None,
            one.results[-1].voted if one.results else 0,
            total.hours if total else None,
            total.cost if total else None,
            total.hours if total and goes else None,
            total.cost if total and goes else None,
            _dissent(chapter),
            verdict.dissent if verdict else None,
            verdict.until if verdict else None,
        )


def _dissent(chapter: Chapter) -> Cell:
    one = chapter.registration
    if one.verdict is None:
        return None
    return words().say("few_dissent") if one.dissent is None else one.dissent


def _total(scene: Scene) -> tuple[Cell, ...]:
    """What all that goes saves, under the columns that say so for each."""
    before = [name for name, _ in OVERVIEW].index("column_saved")
    empty = (None,) * (before - 2)
    return (None, words().say("total"), *empty, scene.totals.hours, scene.totals.euros)


def _votes(told: tuple[Chapter, ...]) -> Rows:
    say = words().say
    for chapter in told:
        one = chapter.registration
        for result in one.results:
            for answered in result.questions:
                question = answered.question
                where = (chapter.number, chapter.short, result.number, question_name(question))
                if answered.together is None:
                    few = (None,) * 7
                    yield (*where, group_name(None), *few, say("few_answers"))
                for row in rows_of(one, question):
                    if row.round != result.number:
                        continue
                    middle = answered.middle if row.group is None else None
                    yield (
                        *where,
                        row.name,
                        row.share.total,
                        *row.share.counts,
                        round(row.share.mean, 2),
                        answer_of(question, middle) if middle else None,
                    )


def _reasons(told: tuple[Chapter, ...]) -> Rows:
    say = words().say
    for chapter in told:
        one = chapter.registration
        for result in one.results:
            for reason in result.reasons:
                yield chapter.number, chapter.short, say("kind_vote"), result.number, reason
        for reason in one.dissent_reasons:
            yield chapter.number, chapter.short, say("kind_dissent"), None, reason


def _actions(told: tuple[Chapter, ...], content: Content) -> Rows:
    """Whatever has to be done or ends, the first day first."""
    found = [
        (verdict.until or date.max, chapter, verdict)
        for chapter in told
        if (verdict := chapter.registration.verdict) and (verdict.action or verdict.until)
    ]
    for _, chapter, verdict in sorted(found, key=lambda one: (one[0], one[1].number)):
        outcome = outcome_of(verdict.outcome, content)
        yield (
            chapter.number,
            chapter.short,
            outcome,
            verdict.action,
            verdict.owner,
            verdict.until,
        )


def _sources(told: tuple[Chapter, ...]) -> Rows:
    voted = tuple(chapter for chapter in told if chapter.registration.results)
    for number, shown in citations(voted).numbered:
        used = (
            str(chapter.number)
            for chapter in voted
            if shown.id in {known.id for _, known in citations((chapter,)).numbered}
        )
        yield number, shown.title, shown.source, shown.certainty, shown.url, ", ".join(used)
