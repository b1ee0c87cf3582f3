"""`drievragen backup` and `drievragen restore`: all that is stored, in one file for any kind of database."""

from asyncio import to_thread
from pathlib import Path

from bot.commands.usage import UsageError
from bot.content.texts import Texts
from bot.store import Store, restore
from bot.store.records import Erased

SQLITE = "sqlite+aiosqlite:///"


class AuditError(Exception):
    """Het logboek van besluiten klopt niet meer."""


async def make_backup(url: str, file: Path, texts: Texts) -> str:
    """Write a backup of the database at `url`; gives a sentence with where it is.

    Raises:
        UsageError: the file is there already: a backup is never written over; or there is no database.
        StoreError: the database cannot be read, or the file not written.
    """
    if await to_thread(file.exists):
        raise UsageError(texts.say("backup_exists", file=str(file)))
    if (missing := await to_thread(_missing, url)) is not None:  # opening it would make an empty one
        raise UsageError(texts.say("backup_nothing", file=missing))
    store = await Store.open(url)
    try:
        await store.backup(file)
        head = await store.audit.head()
    finally:
        await store.close()
    done = texts.say("backup_done", file=str(file))
    return done if head is None else f"{done} {texts.say('backup_head', number=head.number, hash=head.hash)}"


async def put_back(file: Path, url: str, old: str | None, texts: Texts) -> str:
    """Put a backup in the empty database at `url`; gives a sentence with what was done.

    Who was erased since the backup was made is erased again: the list comes from the `old` database, a file
    or an address.

    Raises:
        UsageError: the old database is a file that is not there.
        StoreError: the file is damaged or too new, or a database cannot be used; nothing was changed.
    """
    erased = await _erased(await to_thread(_address, old, texts)) if old else ()
    again = await restore(file, url, erased)
    done = texts.say("restore_done", file=str(file))
    return f"{done} {texts.say('restore_erased', count=again)}" if again else done


def _address(old: str, texts: Texts) -> str:
    """A file may be named by its path alone. One that is not there would be made, without anybody in it."""
    url = old if "://" in old else f"{SQLITE}{Path(old).absolute()}"
    if (missing := _missing(url)) is not None:
        raise UsageError(texts.say("restore_no_old", file=missing))
    return url


def _missing(url: str) -> str | None:
    """The file of a database, when it should be there and is not."""
    file = url.partition("?")[0].removeprefix(SQLITE)
    return None if "://" in file or Path(file).is_file() else file


async def _erased(url: str) -> tuple[Erased, ...]:
    store = await Store.open(url)
    try:
        return await store.erased()
    finally:
        await store.close()


async def verify_audit(url: str, texts: Texts) -> str:
    """A sentence saying that the audit trail is whole, with its last entry.

    Raises:
        AuditError: an entry was changed, removed or put in between.
        StoreError: the database cannot be read.
    """
    store = await Store.open(url)
    try:
        broken, head = await store.audit.verify(), await store.audit.head()
    finally:
        await store.close()
    if broken is not None:
        raise AuditError(texts.say("audit_broken", number=broken.number, why=broken.why))
    if head is None:
        return texts.say("audit_empty")
    return texts.say("audit_whole", number=head.number, hash=head.hash)
