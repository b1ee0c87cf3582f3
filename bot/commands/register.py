"""`drievragen register`: what is published in the shared register."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import JsonValue

from bot.commands.usage import UsageError
from bot.content import Texts
from bot.dialogue.dates import dutch_date
from bot.register import end_of, name_of
from bot.session.workbook import Cell, workbook
from bot.store import Published, Store
from knowledge.municipalities import Municipalities


async def read_register(url: str) -> tuple[Published, ...]:
    """All that is published and not withdrawn, newest first.

    Raises:
        StoreError: the database cannot be opened.
    """
    store = await Store.open(url)
    try:
        return await store.register.listing()
    finally:
        await store.close()


def as_json(published: Sequence[Published], places: Municipalities) -> list[JsonValue]:
    """The register as plain values, moments in ISO 8601."""
    return [
        {
            "id": one.id,
            "municipality": one.publication.municipality,
            "name": name_of(one.publication, places),
            "description": one.publication.description,
            "outcome": one.publication.outcome,
            "rule": one.publication.rule,
            "until": one.publication.until.isoformat() if one.publication.until else None,
            "at": one.publication.at.isoformat(),
        }
        for one in published
    ]


def as_text(published: Sequence[Published], texts: Texts, places: Municipalities) -> str:
    """The register, a line for each decision."""
    if not published:
        return texts.say("register_empty")
    return "\n".join(
        texts.say(
            "register_line",
            municipality=name_of(one.publication, places),
            description=one.publication.description,
            outcome=texts.say(f"outcome_{one.publication.outcome}"),
            until=end_of(one.publication, texts),
            date=dutch_date(one.publication.at.date(), texts),
        )
        for one in published
    )


def save_excel(published: Sequence[Published], texts: Texts, places: Municipalities, path: Path) -> str:
    """Writes the register to `path`, in the place of what was there; says what was done.

    Raises:
        UsageError: the file cannot be written.
    """
    say = texts.say
    header = (
        say("excel_description"),
        say("excel_municipality"),
        say("excel_outcome"),
        say("excel_rule"),
        say("excel_until"),
        say("excel_at"),
    )
    rows = [_row(one, texts, places) for one in published]
    try:
        path.write_bytes(workbook(say("excel_register"), header, rows))
    except OSError as error:
        raise UsageError(f"{path}: kan dit bestand niet schrijven ({error.__class__.__name__}).") from None
    return say("register_saved", count=len(published), path=path)


def _row(published: Published, texts: Texts, places: Municipalities) -> tuple[Cell, ...]:
    one = published.publication
    outcome = texts.say(f"outcome_{one.outcome}")
    return one.description, name_of(one, places), outcome, one.rule, one.until, one.at.date()
