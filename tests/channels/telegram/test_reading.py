"""Of what Telegram says, only what somebody reads becomes an object."""

from telegram import Update

from bot.channels.telegram.reading import read, read_update

CHAT = {"id": 44, "type": "private", "first_name": "Sanne"}
USER = {"id": 44, "is_bot": False, "first_name": "Sanne"}
CARD: dict[str, object] = {
    "message_id": 7,
    "date": 1_780_000_000,
    "chat": CHAT,
    "from": {"id": 1, "is_bot": True, "first_name": "Drie Vragen"},
    "text": "Vraag 1 van 3",
    "entities": [{"type": "bold", "offset": 0, "length": 5}],
}
PRESSED: dict[str, object] = {
    "update_id": 3,
    "callback_query": {
        "id": "1",
        "from": USER,
        "chat_instance": "9",
        "data": "1:0:44",
        "message": CARD,
    },
}
TYPED: dict[str, object] = {"update_id": 4, "message": {**CARD, "from": USER}}


def test_a_pressed_button_knows_on_which_message_it_is_and_no_more_of_it() -> None:
    update = Update.de_json(read_update(PRESSED), None)
    assert update.effective_chat is not None
    assert update.effective_chat.id == 44
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.from_user.id, query.message.message_id) == ("1:0:44", 44, 7)
    assert "text" not in query.message.to_dict()


def test_what_was_typed_stays_whole() -> None:
    assert read_update(TYPED) == TYPED
    assert read({"ok": True, "result": [PRESSED, TYPED]})["result"] == [read_update(PRESSED), TYPED]


def test_a_button_of_which_telegram_does_not_know_the_message_any_more_stays_as_it_is() -> None:
    query = {"id": "1", "from": USER, "chat_instance": "9", "data": "1:0:44"}
    assert (
        "message"
        not in Update.de_json(read_update({"update_id": 5, "callback_query": query}), None).to_dict()
    )


def test_of_a_message_that_was_sent_only_the_number_is_kept_and_other_answers_stay() -> None:
    assert read({"ok": True, "result": CARD}) == {
        "ok": True,
        "result": {"message_id": 7, "date": 1_780_000_000, "chat": CHAT},
    }
    for other in (
        {"ok": True, "result": True},
        {"ok": True, "result": USER},
        {"ok": False, "error_code": 400},
    ):
        assert read(dict(other)) == other
