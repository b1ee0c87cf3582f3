"""What people decided: every decision is kept, the last one of a conversation holds."""

from secrets import token_hex

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import reminders
from bot.store.audit import DECISION, Kind, append, fingerprint, pseudonym
from bot.store.records import Decided, Decision
from bot.store.schema import conversations, decisions

FIELDS = tuple(decisions.c[name] for name in Decided.__dataclass_fields__)


async def record(connection: AsyncConnection, owner: str, conversation: str, decided: Decided) -> None:
    """Add a decision, enter it in the audit trail, and set, move or cancel the reminder of its end."""
    values = {name: getattr(decided, name) for name in Decided.__dataclass_fields__}
    key = token_hex(16)
    await connection.execute(
        insert(decisions).values(id=key, conversation=conversation, owner=owner, **values)
    )
    kept = (await connection.execute(DECISION.where(decisions.c.id == key))).one()
    await append(connection, Kind.DECIDED, pseudonym(conversation), fingerprint(kept), decided.at)
    await reminders.plan(connection, owner, conversation, decided.until)


async def of_owner(connection: AsyncConnection, owner: str) -> tuple[Decision, ...]:
    """Give all decisions of an owner, oldest first."""
    query = select(decisions.c.conversation, *FIELDS).where(decisions.c.owner == owner)
    rows = await connection.execute(query.order_by(decisions.c.at, decisions.c.id))
    return tuple(Decision(conversation, Decided(*rest)) for conversation, *rest in rows)


async def holding(connection: AsyncConnection) -> tuple[tuple[str, str], ...]:
    """Give the state of conversations with a decision, and the outcome; see `Store.decided`."""
    last = (
        select(decisions.c.conversation, func.max(decisions.c.at).label("at"))
        .group_by(decisions.c.conversation)
        .subquery()
    )
    query = (
        select(conversations.c.state, decisions.c.outcome)
        .join(decisions, decisions.c.conversation == conversations.c.id)
        .join(last, (last.c.conversation == decisions.c.conversation) & (last.c.at == decisions.c.at))
        .order_by(conversations.c.id)
    )
    return tuple((state, outcome) for state, outcome in await connection.execute(query))
