"""The votes on one registration: as bars, as tables with the same numbers, and in sentences."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.reports.document import Block, Heading, Paragraph, Stack, Stacks, Table
from bot.reports.workshop_words import Chapter, group_name, role_names, words
from bot.workshop.scales import Scale, scales
from bot.workshop.scene import Registration
from bot.workshop.tally import QuestionResult, Share
from bot.workshop.workshop import Question, Role


class Row(NamedTuple):
    """The answers of one group in one round; `group` None is everybody."""

    group: tuple[Role, ...] | None
    round: int
    share: Share

    @property
    def name(self) -> str:
        """Who answered."""
        return group_name(None if self.group is None else self.share)


def rows_of(registration: Registration, question: Question) -> tuple[Row, ...]:
    """What may be shown of the answers to a question: everybody first, then the roles, each by round."""
    rows = [
        Row(group, number, share)
        for number, result in _by_round(registration, question)
        for group, share in ((None, result.together), *((share.roles, share) for share in result.by_role))
        if share is not None
    ]
    return tuple(sorted(rows, key=_place))


def vote_blocks(chapter: Chapter) -> Iterable[Block]:
    """How the room voted: bars for each question, where roles differ most, and what is not shown and why."""
    say, rounds = words().say, chapter.registration.results
    yield Heading(level=2, text=say("votes"))
    first, last = rounds[0].voted, rounds[-1].voted
    counted = say("votes_round", first=first)
    if len(rounds) > 1:
        counted = say("votes_rounds", first=first, last=last)
    drawn = [chart for question in Question if (chart := _chart(chapter, question))]
    yield Paragraph(text=f"{counted} {say('votes_bars' if drawn else 'votes_few')}")
    yield from drawn
    for line in _lines(chapter.registration) if drawn else ():
        yield Paragraph(text=line)


def figure_blocks(chapter: Chapter) -> Iterable[Block]:
    """A table for each question with the numbers in the bars; nothing when nothing may be shown."""
    say = words().say
    shown = [question for question in Question if rows_of(chapter.registration, question)]
    if shown:
        yield Heading(level=2, text=say("chapter", number=chapter.number, text=chapter.short))
    for question in shown:
        yield Paragraph(text=_caption(question))
        yield _table(chapter, question)


def question_name(question: Question) -> str:
    """The question in one word."""
    return words().say(f"question_{question.value}")


def answer_of(question: Question, score: int) -> str:
    """The answer at this place (1 to 4) of the scale of a question."""
    return _scale(question).answers[score - 1].label


def _scale(question: Question) -> Scale:
    return scales().of(question)


def _by_round(registration: Registration, question: Question) -> Iterable[tuple[int, QuestionResult]]:
    for result in registration.results:
        for answered in result.questions:
            if answered.question is question:
                yield result.number, answered


def _place(row: Row) -> tuple[bool, bool, tuple[int, ...], int]:
    roles = row.group or ()
    return row.group is not None, len(roles) > 1, tuple([*Role].index(role) for role in roles), row.round


def _chart(chapter: Chapter, question: Question) -> Stacks | None:
    rows = rows_of(chapter.registration, question)
    if not rows:
        return None
    say, scale = words().say, _scale(question)
    labels = tuple(answer.label for answer in scale.answers)
    everyone = " ".join(
        say(
            "alt_round",
            round=row.round,
            answers=", ".join(
                say("alt_answer", answer=label, count=count)
                for label, count in zip(labels, row.share.counts, strict=True)
            ),
        )
        for row in rows
        if row.group is None
    )
    return Stacks(
        answers=labels,
        stacks=tuple(
            Stack(
                group=row.name,
                label=say("round", number=row.round) if len(chapter.registration.results) > 1 else "",
                counts=row.share.counts,
            )
            for row in rows
        ),
        caption=_caption(question),
        alt=say("alt", ask=scale.ask, everyone=everyone, table=_title(chapter, question)),
    )


def _table(chapter: Chapter, question: Question) -> Table:
    say, rows = words().say, rows_of(chapter.registration, question)
    labels = (answer.label for answer in _scale(question).answers)
    header = (say("group"), say("column_round"), *labels, say("total"))
    cells = (
        (row.name, str(row.round), *(str(count) for count in row.share.counts), str(row.share.total))
        for row in rows
    )
    title = _title(chapter, question)
    return Table(title=title, rows=(header, *cells), widths=(5, 2, 3, 3, 3, 3, 2))


def _caption(question: Question) -> str:
    return words().say("caption", question=question_name(question), ask=_scale(question).ask)


def _mean(share: Share) -> str:
    """The average answer, always with one decimal: it stands beside another."""
    return f"{share.mean:.1f}".replace(".", ",")


def _title(chapter: Chapter, question: Question) -> str:
    return words().say("figures_title", number=chapter.number, question=question_name(question))


def _lines(registration: Registration) -> Iterable[str]:
    say = words().say
    middles = [
        say("middle_answer", question=question_name(one.question), answer=answer_of(one.question, one.middle))
        for one in registration.results[-1].questions
        if one.middle is not None
    ]
    if middles:
        yield say("middle", answers="; ".join(middles))
    for result in registration.results:
        if result.apart:
            question, low, high = result.apart
            yield say(
                "apart",
                round=result.number,
                question=question_name(question),
                low=role_names(low.roles),
                low_mean=_mean(low),
                high=role_names(high.roles),
                high_mean=_mean(high),
            )
    answered = [(number, one) for question in Question for number, one in _by_round(registration, question)]
    if any(len(share.roles) > 1 for _, one in answered for share in one.by_role):
        yield say("pooled")
    whole = dict.fromkeys(
        question_name(one.question) for _, one in answered if one.together and not one.by_role
    )
    if whole:
        yield say("unsplit", questions=", ".join(whole))
    for number, one in answered:
        if one.together is None:
            yield say("hidden", question=question_name(one.question), round=number)
