"""`drievragen evals votes`: what rooms and people decided beside the advice, without anybody in it."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from bot.commands.usage import UsageError
from bot.content import Texts
from bot.dialogue import Conversation, Dialogue
from bot.domain import Outcome
from bot.reports.workshop_votes import VoteLine, recorded_line, vote_line
from bot.store import Gathering, Store
from bot.workshop import Workshop


async def write_votes(url: str, file: Path, dialogue: Dialogue, texts: Texts, *, public: bool) -> str:
    """Writes the lines to a new file; gives a sentence with how many there are.

    `public`: the texts of registrations that rooms talked about may be in it, beside their hash.

    Raises:
        UsageError: the file is there already, or cannot be written.
        StoreError: the database cannot be read.
    """
    store = await Store.open(url)
    try:
        rooms = tuple(_of_rooms(await store.workshops.every(), public=public))
        known = {line.digest for line in rooms}
        alone = (line for line in _of_conversations(await store.decided(), dialogue))
        lines = (*rooms, *(line for line in alone if line.digest not in known))
    finally:
        await store.close()
    _write(file, "".join(f"{line.model_dump_json()}\n" for line in lines))
    return texts.say("votes_written", file=str(file), count=len(lines))


def _of_rooms(gatherings: tuple[Gathering, ...], *, public: bool) -> Iterator[VoteLine]:
    for gathering in gatherings:
        try:
            workshop = Workshop.model_validate_json(gathering.state)
        except ValidationError:  # of a version that this one cannot read
            continue
        for item in workshop.real_items() if not workshop.rehearsal else ():
            if (line := vote_line(item, public=public)) is not None:
                yield line


def _of_conversations(decided: tuple[tuple[str, str], ...], dialogue: Dialogue) -> Iterator[VoteLine]:
    for state, outcome in decided:
        try:
            conversation = Conversation.model_validate_json(state)
        except ValidationError:
            continue
        if conversation.description is not None:
            advice = dialogue.advice(conversation).advice
            yield recorded_line(conversation.description, advice, Outcome(outcome))


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(f"{file} bestaat al. Kies een andere naam.") from None
    except OSError as error:
        raise UsageError(f"{file}: kan dit bestand niet schrijven ({error.__class__.__name__}).") from None
