"""Inline keyboards: what Telegram accepts of them."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from tests.auxil.telegram.wire import Json, Params, bad_request

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_DATA_BYTES = 64


@dataclass(frozen=True)
class Button:
    """A button under a message: pressing it sends `data`, opens `url` or copies `copied`."""

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None

    def as_json(self) -> Json:
        action: dict[str, Json] = {"text": self.text}
        if self.data is not None:
            return {**action, "callback_data": self.data}
        return {**action, "url": self.url} if self.url else {**action, "copy_text": {"text": self.copied}}


Rows = tuple[tuple[Button, ...], ...]


class _CopyText(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    text: str


class _Button(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: _CopyText | None = None


class _Markup(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    inline_keyboard: list[list[_Button]]


def keyboard(params: Params) -> Rows:
    """The rows of `reply_markup`, none if it was not sent.

    Raises:
        ApiError: it is no inline keyboard, or has a button that the real server refuses.
    """
    if "reply_markup" not in params:
        return ()
    try:
        markup = _Markup.model_validate_json(params.json("reply_markup"))
    except ValidationError as error:
        raise bad_request(f"can't parse inline keyboard button: {error.errors()[0]['msg']}") from error
    rows = tuple(tuple(_checked(button) for button in row) for row in markup.inline_keyboard if row)
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_IN_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _checked(button: _Button) -> Button:
    if not button.text.strip():
        raise bad_request("inline keyboard button text is empty")
    copied = button.copy_text.text if button.copy_text else None
    if not (button.callback_data or button.url or copied):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len((button.callback_data or "").encode()) > MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.url and not button.url.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Unsupported URL protocol")
    return Button(button.text, button.callback_data or None, button.url, copied)
