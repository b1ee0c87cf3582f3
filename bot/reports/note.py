"""The note for the file: everything needed to check an advice later, and room for the decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from bot.content import Content
from bot.dialogue import AdviceGiven
from bot.dialogue.dates import dutch_date
from bot.domain import Outcome
from bot.domain.recorded import Recorded
from bot.explanation import Explained, Occasion, Section
from bot.explanation.lines import outcome_of, provisional_lines
from bot.reports.burden import burden_chart
from bot.reports.document import PAGE_NUMBER, PAGE_TOTAL, Block, Bullets, Document, Heading, Paragraph, Table


def note(
    given: AdviceGiven, explained: Explained, occasion: Occasion, content: Content, at: datetime
) -> Document:
    """The note about an advice, made `at` (with its time zone). Without a decision it has room for one."""
    writer = _Writer(given, explained, occasion, content)
    return Document(
        title=writer.title(),
        subject=content.texts.say("note_subject"),
        author=content.texts.say("note_author"),
        created=at,
        page=content.texts.say("note_page", number=PAGE_NUMBER, total=PAGE_TOTAL),
        blocks=tuple(writer.blocks()),
    )


class _Writer:
    def __init__(
        self, given: AdviceGiven, explained: Explained, occasion: Occasion, content: Content
    ) -> None:
        self._given = given
        self._advice = given.advice
        self._full = explained
        self._occasion = occasion
        self._content = content
        self._say = content.texts.say

    def title(self) -> str:
        outcome = self._outcome(self._advice.recommendation)
        name = "note_title_provisional" if self._advice.provisional else "note_title"
        return self._say(name, outcome=outcome)

    def blocks(self) -> Iterable[Block]:
        full, say = self._full, self._say
        yield Paragraph(text=say("note_about"))
        yield from self._registration()
        yield from (Paragraph(text=line) for line in provisional_lines(self._advice, self._content))
        yield from self._decision()
        yield from _section(full.why)
        yield Heading(level=1, text=say("note_reasons"))
        for question in full.questions:
            yield from _section(question, level=2)
        yield from self._burden()
        for section in (full.conditions, full.alternatives):
            yield from _section(section, bullets=True)
        yield from _section(full.next_step)
        if full.changes.lines:
            yield Heading(level=1, text=full.changes.title)
            yield Paragraph(text=say("note_changes_intro"))
            yield Bullets(items=full.changes.lines)
        yield from self._text()
        yield from self._facts()
        yield from self._sources()
        yield from self._versions()

    def _registration(self) -> Iterable[Block]:
        say = self._say
        return self._pairs(
            say("note_registration"),
            (say("note_description"), self._given.description),
            (say("note_municipality"), self._occasion.municipality or say("note_unknown")),
            (say("note_date"), self._date(self._occasion.on)),
            (say("note_advice"), self._outcome(self._advice.recommendation)),
            (say("note_rule"), self._advice.rule),
        )

    def _decision(self) -> Iterable[Block]:
        say, recorded = self._say, self._occasion.recorded
        dots = say("note_open")
        return self._pairs(
            say("note_decision"),
            (say("note_decided"), self._decided(recorded) if recorded else dots),
            (say("note_by"), recorded.by if recorded else dots),
            (say("note_reason"), (recorded.reason or say("note_no_reason")) if recorded else dots),
            (say("note_until"), self._until(recorded) if recorded else dots),
            (say("note_at"), self._date(recorded.at.date()) if recorded else dots),
        )

    def _decided(self, recorded: Recorded) -> str:
        advised, outcome = self._advice.recommendation, self._outcome(recorded.outcome)
        if not recorded.deviates_from(advised):
            return outcome
        return self._say("note_decided_deviates", outcome=outcome, advised=self._outcome(advised))

    def _until(self, recorded: Recorded) -> str:
        return self._date(recorded.until) if recorded.until else self._say("note_no_end")

    def _burden(self) -> Iterable[Block]:
        yield from _section(self._full.burden)
        chart = burden_chart(self._advice.burden, self._content)
        if chart is not None:
            yield chart

    def _text(self) -> Iterable[Block]:
        text = self._full.text
        yield Heading(level=1, text=text.title)
        yield Paragraph(text=self._say("note_text_intro"))
        yield from (Paragraph(text=paragraph) for paragraph in text.paragraphs)
        if text.sources:
            yield Heading(level=2, text=self._say("note_text_sources"))
            yield Bullets(items=text.sources)

    def _facts(self) -> Iterable[Block]:
        say = self._say
        header = (say("note_fact"), say("note_value"), say("note_origin"))
        yield Heading(level=1, text=say("section_facts"))
        yield Paragraph(text=say("note_facts_intro"))
        yield Table(title=say("section_facts"), rows=(header, *self._full.facts), widths=(3, 5, 4))

    def _sources(self) -> Iterable[Block]:
        say = self._say
        header = (say("note_number"), say("note_source"), say("note_publication"), say("note_certainty"))
        rows = (
            (str(number), shown.title, shown.source, shown.certainty) for number, shown in self._full.sources
        )
        if self._full.sources:
            yield Heading(level=1, text=say("section_sources"))
            yield Table(title=say("section_sources"), rows=(header, *rows), widths=(1, 5, 6, 2))

    def _versions(self) -> Iterable[Block]:
        versions, none = self._advice.versions, self._say("note_none")
        yield Heading(level=1, text=self._say("note_versions"))
        yield Paragraph(
            text=self._say(
                "note_versions_text",
                table=versions.table,
                knowledge=versions.knowledge or none,
                prompts=versions.prompts or none,
                model=versions.model,
            )
        )

    def _pairs(self, title: str, *rows: tuple[str, str]) -> Iterable[Block]:
        header = (self._say("note_part"), self._say("note_content"))
        yield Heading(level=1, text=title)
        yield Table(title=title, rows=(header, *rows), widths=(1, 2))

    def _date(self, day: date) -> str:
        return dutch_date(day, self._content.texts)

    def _outcome(self, outcome: Outcome) -> str:
        return outcome_of(outcome, self._content)


def _section(section: Section, *, level: Literal[1, 2] = 1, bullets: bool = False) -> Iterable[Block]:
    if section.lines:
        yield Heading(level=level, text=section.title)
        if bullets:
            yield Bullets(items=section.lines)
        else:
            yield from (Paragraph(text=line) for line in section.lines)
