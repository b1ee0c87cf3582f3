"""From what happens in a workshop to replies, as every chat draws them."""

from bot.dialogue import Choice, Refused
from bot.facilitation.cards import Face, group_face, participant_face
from bot.facilitation.hall import Found, Hall, Why
from bot.facilitation.leading import leader_face
from bot.facilitation.wording import wording
from bot.session.keeping import Replies
from bot.workshop import Participant, Question


class Replying:
    """Draws the card of whoever asks."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._content = hall.assistant.content

    def leader(self, found: Found) -> Replies:
        """The card of the facilitator."""
        return as_replies(leader_face(found, self._hall.scene(found.workshop), self._content.texts))

    def participant(self, found: Found, who: str, asked: Question | None = None) -> Replies:
        """The card of a participant; `asked` is the question to answer again."""
        one = found.workshop.participant(who) or Participant(id=who)
        return as_replies(
            participant_face(found, self._hall.glance(found.workshop), one, self._content, asked)
        )

    def without_role(self, found: Found, who: str) -> Replies:
        """The card that asks a participant for a role."""
        scene = self._hall.glance(found.workshop)
        return as_replies(participant_face(found, scene, Participant(id=who), self._content))

    def group(self, found: Found) -> Replies:
        """The card of a group."""
        link = self._hall.join_link(found.code) or found.code
        return as_replies(group_face(found, self._hall.glance(found.workshop), link))


def as_replies(face: Face) -> Replies:
    """The card as one reply."""
    return (Choice(text="\n\n".join(face.lines), options=face.options),)


def refusal(why: Why) -> Refused:
    """Why something was not done."""
    return Refused(text=wording().say("not_done", why=wording().say(f"why_{why}")))
