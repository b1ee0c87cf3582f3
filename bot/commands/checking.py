"""`drievragen validate` and `drievragen doctor`: is everything whole, and ready to start?"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import JsonValue

from bot.commands.backups import AuditError, verify_audit
from bot.content import ContentError, load_content, load_table
from bot.content.loading import TABLE
from bot.settings import Settings
from bot.store import Store, StoreError
from knowledge.errors import CorpusError, IndexUnavailable
from knowledge.loading import CORPUS, load_corpus


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    sound: bool
    message: str

    def as_json(self) -> dict[str, JsonValue]:
        """The check as plain values."""
        return {"name": self.name, "sound": self.sound, "message": self.message}


def validate_table(path: Path = TABLE) -> str:
    """Checks a decision table: its form, every combination, and the passages it cites.

    Returns a sentence with what was checked.

    Raises:
        ContentError: something is wrong; the message names file and line.
        CorpusError: the corpus cannot be read.
    """
    decision = load_table(path)
    known = {passage.id for passage in load_corpus(CORPUS)}
    if missing := sorted(decision.table.passages() - known):
        place = _line_with(missing[0], path)
        raise ContentError(f"{path}, regel {place}: deze passages bestaan niet: {', '.join(missing)}.")
    rules = len(decision.table.rules)
    return f"{path}: {rules} regels; elke combinatie krijgt precies één uitkomst en elke regel kan gelden."


def _line_with(name: str, path: Path) -> int:
    """The first line on which the name of a passage stands as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return next((number for number, line in lines if word.search(line)), 1)


async def examine(settings: Settings) -> tuple[Check, ...]:
    """Every check that a start needs; a fault in one does not stop the others."""

    async def table() -> str:
        return validate_table()

    async def texts() -> str:
        content = load_content()
        return f"{len(content.texts.root)} zinnen en {len(content.questions.slots)} vragen"

    async def knowledge() -> str:
        from bot.building import open_knowledge

        return f"versie {open_knowledge(settings).version}"

    async def database() -> str:
        store = await Store.open(settings.store_url)
        await store.close()
        return "bereikbaar en van deze versie"

    async def audit() -> str:
        return await verify_audit(settings.store_url, load_content().texts)

    async def token() -> str:
        return "ingesteld" if settings.telegram_token else "niet ingesteld: alleen het gesprek in de terminal"

    parts: dict[str, Callable[[], Awaitable[str]]] = {
        "beslistabel": table,
        "teksten": texts,
        "bronnen": knowledge,
        "database": database,
        "logboek": audit,
        "telegram": token,
    }
    return tuple([await _check(name, part) for name, part in parts.items()])


async def _check(name: str, part: Callable[[], Awaitable[str]]) -> Check:
    try:
        return Check(name, True, await part())
    except (AuditError, ContentError, CorpusError, IndexUnavailable, StoreError) as error:
        return Check(name, False, str(error))
