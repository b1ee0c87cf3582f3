"""The audit trail: entries that each hold a hash of the one before, so that no change goes unnoticed.

It holds no personal data. A conversation is named by a hash of its random id, a decision by a hash of its
content with a random number; when those are erased, nothing leads back from the hashes.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files

import yaml
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Space, lock
from bot.store.records import Broken, Head
from bot.store.schema import audit, decisions, publications

LAST = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)


class Kind(StrEnum):
    """What happened; `subject` and `content` of an entry mean for each kind what `append` is given."""

    DECIDED = "decided"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    EXPIRED = "expired"
    RESTORED = "restored"


class Audit:
    """Looks whether the trail holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def head(self) -> Head | None:
        """Give the last entry, or None. Somebody who keeps it can tell later that none was cut off."""
        async with self._database.snapshot() as connection:
            row = (await connection.execute(LAST)).first()
            return Head(*row) if row else None

    async def verify(self) -> Broken | None:
        """Give the first entry that does not hold, or None when every entry and every decision does.

        Looks at the entries themselves, and at whether each decision and publication that is stored is the
        one that was entered, and each that was entered is stored or erased.
        """
        async with self._database.snapshot() as connection:
            return await _first_broken(connection)


async def append(connection: AsyncConnection, kind: Kind, subject: str, content: str, at: datetime) -> None:
    """Add an entry in the transaction of `connection`; other transactions wait until this one ends."""
    await lock(connection, Space.AUDIT)
    last = (await connection.execute(LAST)).first()
    number, before = (last.number + 1, last.hash) if last else (1, "")
    entry = {"number": number, "at": at.astimezone(UTC), "kind": kind.value}
    entry |= {"subject": subject, "content": content}
    await connection.execute(insert(audit).values(**entry, hash=_linked(before, entry)))


def pseudonym(conversation: str) -> str:
    """Name a conversation without saying which; its id is random, so trying out names leads nowhere."""
    return sha256(f"audit {conversation}".encode()).hexdigest()


def fingerprint(values: Iterable[object]) -> str:
    """Give a hash of values that database and code agree on."""
    return sha256(_canonical(list(values)).encode()).hexdigest()


def names(conversations: Iterable[str]) -> str:
    """The content of an entry about conversations that are gone."""
    return _canonical(sorted(map(pseudonym, conversations)))


def _linked(before: str, entry: dict[str, object]) -> str:
    return sha256((before + _canonical(entry)).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


DECISION = select(*(column for column in decisions.c if column.name != "owner"))
"""What the fingerprint of a decision is about, in this order."""
PUBLICATION = select(*(column for column in publications.c if column.name not in ("link", "withdrawn")))


async def _first_broken(connection: AsyncConnection) -> Broken | None:
    before, number = "", 0
    entered: dict[str, int] = {}
    decided: dict[str, tuple[str, int]] = {}
    gone: set[str] = set()
    async with connection.stream(select(audit).order_by(audit.c.number)) as rows:
        async for row in rows:
            entry = dict(row._mapping)
            number += 1
            linked = _linked(
                before, {key: entry[key] for key in ("number", "at", "kind", "subject", "content")}
            )
            if entry["number"] != number or entry["hash"] != linked:
                return Broken(number, _why("changed"))
            before = linked
            content = str(entry["content"])
            match entry["kind"]:
                case Kind.DECIDED:
                    decided[content] = str(entry["subject"]), number
                case Kind.PUBLISHED:
                    entered[content] = number
                case Kind.ERASED | Kind.EXPIRED:
                    gone.update(json.loads(content))
    stored = {fingerprint(row) for row in await connection.execute(DECISION)}
    shown = {fingerprint(row) for row in await connection.execute(PUBLICATION)}
    missing = [at for content, (who, at) in decided.items() if content not in stored and who not in gone]
    if missing:
        return Broken(min(missing), _why("missing"))
    if stored - decided.keys() or shown - entered.keys():
        return Broken(number + 1, _why("unknown"))
    return None


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = yaml.safe_load((files("bot.store") / "audit.yaml").read_text("utf-8"))
    return sentences


def _why(name: str) -> str:
    return _sentences()[name]
