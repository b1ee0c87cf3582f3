"""`drievragen search`: what was found, for people and for machines."""

from pydantic import JsonValue

from bot.evidence import shown
from bot.explanation.numbers import dutch
from knowledge.search import Found


def found_as_json(found: Found) -> dict[str, JsonValue]:
    """What was found as plain values: a stable interface."""
    return {
        "passages": [
            {
                "id": hit.passage.id,
                "title": hit.passage.title,
                "text": hit.passage.text,
                "kind": hit.passage.kind.value,
                "municipality": hit.passage.municipality,
                "source": hit.passage.source.model_dump(mode="json"),
                "certainty": hit.passage.certainty,
                "score": hit.score,
                "why": hit.why,
            }
            for hit in found.hits
            if hit.relevant
        ],
        "relevant": found.relevant,
    }


def found_as_text(found: Found, nothing: str) -> str:
    """What was found as text, or the sentence `nothing`."""
    if not found.relevant:
        return nothing
    parts = []
    for hit in found.hits:
        if hit.relevant:
            passage = shown(hit.passage)
            why = f"{hit.why} ({dutch(hit.score, 2)})"
            parts.append(f"{passage.title}\n{passage.text}\n{passage.source}\n{why}")
    return "\n\n".join(parts)
