"""The report of a workshop: the decisions first, then each registration, then all figures and sources."""

from collections.abc import Iterable, Sequence

from bot.content import Content
from bot.dialogue.dates import dutch_date
from bot.domain import Outcome
from bot.explanation.lines import outcome_of
from bot.explanation.numbers import dutch
from bot.reports.document import (
    PAGE_NUMBER,
    PAGE_TOTAL,
    Bar,
    Block,
    Bullets,
    Chart,
    Contents,
    Document,
    Heading,
    Paragraph,
    Table,
)
from bot.reports.workshop_bars import figure_blocks
from bot.reports.workshop_chapter import chapter_blocks, listed_state, pairs, verdict_of
from bot.reports.workshop_words import Chapter, Held, chapters, citations, rate_of, short, words
from bot.workshop.scene import Scene
from bot.workshop.workshop import Role

LABEL = 40
"""Characters of a registration beside a bar: two lines."""


def workshop_report(scene: Scene, held: Held, content: Content) -> Document:
    """The report on what the room decided. A rehearsal says so on every page."""
    return Document(
        title=words().say("title", title=scene.title),
        subject=words().say("subject"),
        author=words().say("author"),
        created=held.at,
        page=words().say("page", number=PAGE_NUMBER, total=PAGE_TOTAL),
        mark=words().say("mark") if scene.rehearsal else "",
        blocks=tuple(_Writer(scene, held, content).blocks()),
    )


class _Writer:
    def __init__(self, scene: Scene, held: Held, content: Content) -> None:
        self._scene = scene
        self._held = held
        self._content = content
        self._say = words().say
        self._chapters = chapters(scene)
        self._told = tuple(one for one in self._chapters if one.registration.results)
        self._cited = citations(self._told)

    def blocks(self) -> Iterable[Block]:
        if self._scene.rehearsal:
            yield Paragraph(text=self._say("mark"))
        yield Paragraph(text=self._say("intro"))
        yield Paragraph(text=self._say("intro_votes"))
        yield from self._overview()
        yield from self._decisions()
        yield from self._hours()
        yield from self._actions()
        yield from self._ends()
        yield from self._rest()
        yield from self._named()
        yield Heading(level=2, text=self._say("contents"))
        yield Contents()
        for chapter in self._told:
            yield from chapter_blocks(chapter, self._content, self._cited)
        yield from self._figures()
        yield from self._sources()
        yield from self._made()

    def _overview(self) -> Iterable[Block]:
        say, scene = self._say, self._scene
        title = say("overview")
        yield Heading(level=1, text=title)
        counted = {outcome.value: scene.totals.decided[outcome] for outcome in Outcome}
        rows = [
            (say("day"), dutch_date(self._held.on, self._content.texts)),
            (say("municipality"), self._held.municipality or say("unknown")),
            (say("discussed"), say("discussed_line", count=len(self._told), total=len(self._chapters))),
            (say("decided"), say("decided_line", **counted)),
            *self._saved(),
        ]
        here = [
            say("present_role", role=say(f"role_{role.value}"), count=count)
            for role in Role
            if (count := scene.joined[role])
        ]
        if here:
            rows.insert(2, (say("present"), ", ".join(here)))
        yield pairs(title, rows)

    def _saved(self) -> Iterable[tuple[str, str]]:
        """What is saved a year: as far as it is known, and said for how many it is not."""
        say, totals, rate = self._say, self._scene.totals, rate_of(self._scene)
        goes = totals.decided[Outcome.SCHRAPPEN]
        if not goes:
            yield say("saved"), say("saved_nothing")
        elif goes == totals.unknown or rate is None:
            yield say("saved"), say("saved_unknown")
        else:
            yield (
                say("saved"),
                f"{say('saved_hours', hours=dutch(totals.hours, 0))}{_missing(totals.unknown)}",
            )
            euros = say("saved_euros_line", euros=dutch(totals.euros, 0), rate=dutch(rate, 2))
            yield say("saved_euros"), euros

    def _decisions(self) -> Iterable[Block]:
        say, content = self._say, self._content
        title = say("decisions")
        yield Heading(level=2, text=title)
        rows = [
            (
                str(chapter.number),
                chapter.short,
                verdict_of(chapter, content),
                outcome_of(one.advice.advice.recommendation, content) if one.advice else say("advice_none"),
                self._day(chapter),
            )
            for chapter in self._chapters
            if (one := chapter.registration).verdict
        ]
        header = (say("number"), say("registration"), say("room"), say("advice"), say("until"))
        yield from self._table(title, header, rows, (1, 7, 4, 4, 3), "nothing_decided")

    def _hours(self) -> Iterable[Block]:
        """What was decided beside what it costs; one alone has nothing to be compared with."""
        say = self._say
        known = [
            (total.hours, chapter, verdict)
            for chapter in self._chapters
            if (verdict := chapter.registration.verdict)
            and (burden := chapter.registration.burden)
            and (total := burden.total)
        ]
        bars = tuple(
            Bar(
                label=say("hours_label", number=chapter.number, text=short(chapter.registration.text, LABEL)),
                value=hours,
                text=say(
                    "hours_bar", hours=dutch(hours, 0), outcome=outcome_of(verdict.outcome, self._content)
                ),
            )
            for hours, chapter, verdict in sorted(known, key=lambda one: (-one[0], one[1].number))
        )
        if len(bars) > 1:
            listed = "; ".join(say("hours_alt_bar", label=bar.label, value=bar.text) for bar in bars)
            yield Heading(level=2, text=say("hours"))
            yield Chart(bars=bars, caption=say("hours_caption"), alt=say("hours_alt", bars=listed))

    def _actions(self) -> Iterable[Block]:
        say = self._say
        title = say("actions")
        yield Heading(level=2, text=title)
        rows = [
            (str(chapter.number), chapter.short, verdict.action, verdict.owner or say("not_agreed"))
            for chapter in self._chapters
            if (verdict := chapter.registration.verdict) and verdict.action
        ]
        header = (say("number"), say("registration"), say("action"), say("owner"))
        yield from self._table(title, header, rows, (1, 6, 7, 4), "no_actions")

    def _ends(self) -> Iterable[Block]:
        say = self._say
        title = say("ends")
        yield Heading(level=2, text=title)
        ending = sorted(
            (verdict.until, chapter.number, chapter)
            for chapter in self._chapters
            if (verdict := chapter.registration.verdict) and verdict.until
        )
        if ending:
            yield Paragraph(text=say("ends_intro"))
        rows = [
            (dutch_date(until, self._content.texts), str(number), chapter.short)
            for until, number, chapter in ending
        ]
        header = (say("until"), say("number"), say("registration"))
        yield from self._table(title, header, rows, (4, 1, 11), "no_ends")

    def _rest(self) -> Iterable[Block]:
        say = self._say
        left = tuple(
            say(
                "not_decided_voted" if chapter.registration.results else "not_decided_line",
                number=chapter.number,
                text=chapter.short,
                state=say(f"state_{listed_state(chapter)}"),
            )
            for chapter in self._chapters
            if chapter.registration.verdict is None
        )
        if left:
            yield Heading(level=2, text=say("not_decided"))
            yield Bullets(items=left)

    def _named(self) -> Iterable[Block]:
        if self._held.named:
            yield Heading(level=2, text=self._say("named"))
            yield Paragraph(text=self._say("named_intro"))
            yield Bullets(items=self._held.named)

    def _figures(self) -> Iterable[Block]:
        tables = [block for chapter in self._told for block in figure_blocks(chapter)]
        if tables:
            yield Heading(level=1, text=self._say("figures"), new_page=True)
            yield Paragraph(text=self._say("figures_intro"))
            yield from tables

    def _sources(self) -> Iterable[Block]:
        say = self._say
        rows = [
            (f"[{number}]", shown.title, shown.source, shown.certainty)
            for number, shown in self._cited.numbered
        ]
        if rows:
            header = (say("number"), say("exists_what"), say("exists_where"), say("exists_certainty"))
            yield Heading(level=1, text=say("sources"))
            yield Table(title=say("sources"), rows=(header, *rows), widths=(1, 5, 6, 2))

    def _made(self) -> Iterable[Block]:
        yield Heading(level=1, text=self._say("made"))
        yield Paragraph(text=self._say("made_room"))
        yield Paragraph(text=self._say("made_saved"))
        for line in version_lines(self._chapters):
            yield Paragraph(text=line)

    def _day(self, chapter: Chapter) -> str:
        verdict = chapter.registration.verdict
        until = verdict.until if verdict else None
        return dutch_date(until, self._content.texts) if until else self._say("not_agreed")

    def _table(
        self,
        title: str,
        header: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        widths: tuple[int, ...],
        without: str,
    ) -> Iterable[Block]:
        if rows:
            yield Table(title=title, rows=(header, *rows), widths=widths)
        else:
            yield Paragraph(text=self._say(without))


def _missing(unknown: int) -> str:
    """For how many registrations that go the hours are not known; nothing when there are none."""
    if not unknown:
        return ""
    return words().say("saved_partly_one") if unknown == 1 else words().say("saved_partly", unknown=unknown)


def version_lines(told: Iterable[Chapter]) -> tuple[str, ...]:
    """What made the advices: one line, unless something changed during the workshop."""
    say = words().say
    found = dict.fromkeys(
        say(
            "made_versions",
            table=versions.table,
            knowledge=versions.knowledge or say("none"),
            prompts=versions.prompts or say("none"),
            model=versions.model,
        )
        for chapter in told
        if (given := chapter.registration.advice) and (versions := given.advice.versions)
    )
    return tuple(found)
