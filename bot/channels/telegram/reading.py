"""What is read of Telegram's answers; the rest is left out before the client library makes objects of it.

A pressed button comes with the whole card it is on, and an edit is answered with the whole message: making
objects of all of it took more time than the turn.
"""

NEEDED = ("message_id", "date", "chat")
"""What says which message it is."""


def read(answer: dict[str, object]) -> dict[str, object]:
    """An answer of the Bot API, in which messages of the bot are no more than where they are."""
    if "result" not in answer:
        return answer
    result = answer["result"]
    if isinstance(result, list):
        return answer | {"result": [read_update(one) if isinstance(one, dict) else one for one in result]}
    return answer | {"result": _place_of(result)}


def read_update(update: dict[str, object]) -> dict[str, object]:
    """An update in which a pressed button knows on which message it is, and no more of it."""
    query = update.get("callback_query")
    if not isinstance(query, dict):
        return update
    return update | {"callback_query": query | {"message": _place_of(query.get("message"))}}


def _place_of(what: object) -> object:
    """Of a message, which one it is; anything else as it is."""
    if not isinstance(what, dict) or "message_id" not in what:
        return what
    return {name: what[name] for name in NEEDED if name in what}
