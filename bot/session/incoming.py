"""What a user does, whatever the channel."""

from pydantic import BaseModel, ConfigDict


class Incoming(BaseModel):
    """One thing a user does: types `text` (a command when it starts with /) or presses `option`."""

    model_config = ConfigDict(frozen=True)

    text: str | None = None
    option: str | None = None
    conversation: str | None = None
    turn: int | None = None
