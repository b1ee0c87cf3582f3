"""What a message is refused for, before anything is done with it."""

from bot.content import Texts
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Said
from bot.dialogue.replies import Refused
from bot.domain import Slot

LONGEST_TEXT = 4000
"""Characters of one message that are read; more than Telegram sends in one message is a document."""


def refusal(conversation: Conversation, said: Said, texts: Texts) -> Refused | None:
    """Why a message is not read: personal data, too long, or no words in it; None when it is.

    A question mark alone is doubt about the question that is open.
    """
    text = said.text.strip()
    if said.reading.refused:
        return Refused(text=texts.say(f"refused_{said.reading.refused}"))
    if len(text) > LONGEST_TEXT:
        return Refused(text=texts.say("too_long", length=len(text), most=LONGEST_TEXT))
    is_doubt = "?" in text and isinstance(conversation.asked, Slot)
    if is_doubt or any(character.isalnum() for character in text):
        return None
    return Refused(text=texts.say("nothing_to_read"))
