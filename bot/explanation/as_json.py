"""The advice as the JSON that machines read: a stable interface."""

from collections.abc import Iterable

from pydantic import JsonValue

from bot.dialogue.conversation import Shown
from bot.domain import Advice, Fact


def advice_as_json(advice: Advice, shown: Iterable[Shown]) -> dict[str, JsonValue]:
    """The advice as plain values; the same advice always gives the same text.

    `sources` are the cited passages with where they come from; `would_change` has the other answers
    that would turn the advice, with `open` true when they are not known yet; `assumed` are facts that the
    motivation states although nobody knows them.
    """
    by_id = {passage.id: passage for passage in shown}
    return {
        "recommendation": advice.recommendation.value,
        "rule": advice.rule,
        "provisional": advice.provisional,
        "possible": [outcome.value for outcome in advice.possible],
        "facts": {name: _fact(fact) for name, fact in advice.facts.items()},
        "unknown": [slot.value for slot in advice.unknown],
        "unconfirmed": [slot.value for slot in advice.unconfirmed],
        "assumed": [slot.value for slot in advice.assumed],
        "motivation": advice.motivation,
        "next_step": advice.next_step,
        "sources": [_source(identifier, by_id.get(identifier)) for identifier in advice.sources],
        "conditions": [claim.model_dump(mode="json") for claim in advice.conditions],
        "alternatives": [claim.model_dump(mode="json") for claim in advice.alternatives],
        "burden": advice.burden.model_dump(mode="json"),
        "would_change": [change.model_dump(mode="json") for change in advice.would_change],
        "versions": advice.versions.model_dump(mode="json"),
    }


def _fact(fact: Fact) -> dict[str, JsonValue]:
    plain: dict[str, JsonValue] = {"value": fact.value, "origin": fact.origin, "confirmed": fact.confirmed}
    if fact.quote is not None:
        plain["quote"] = fact.quote
    if fact.passage is not None:
        plain["passage"] = fact.passage
    return plain


def _source(identifier: str, passage: Shown | None) -> dict[str, JsonValue]:
    if passage is None:
        return {"id": identifier}
    return {
        "id": passage.id,
        "title": passage.title,
        "kind": passage.kind,
        "source": passage.source,
        "certainty": passage.certainty,
        "url": passage.url,
    }
