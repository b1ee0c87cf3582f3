"""The documents of a workshop, and what each participant takes home."""

from typing import Literal

from bot.assistant import Assistant
from bot.facilitation.hall import Found
from bot.reports.workshop_words import Held
from bot.workshop.scene import scene_of

Kind = Literal["docx", "pdf", "xlsx"]


def written(found: Found, kind: Kind, assistant: Assistant) -> bytes:
    """The report of a workshop as it is now: slow work (a second or so), so not in a turn."""
    from bot.reports.workshop import workshop_report
    from bot.reports.workshop_book import workshop_book

    scene = scene_of(found.workshop, assistant.dialogue.rates)
    code = found.workshop.municipality
    place = assistant.places().find(code) if code else None
    at = assistant.now().replace(microsecond=0)  # finer than a PDF can say
    held = Held(
        on=at.date(),
        municipality=place.name if place else None,
        at=at,
        named=tuple(sorted(one.name for one in found.workshop.participants if one.name)),
    )
    if kind == "xlsx":
        return workshop_book(scene, held, assistant.content)
    document = workshop_report(scene, held, assistant.content)
    if kind == "docx":
        from bot.reports.word import word

        return word(document)
    from bot.reports.pdf import pdf

    return pdf(document)
