"""Loads the data files of the assistant and checks them."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.source import ContentError, find_line, read_model
from bot.content.texts import Questions, Texts
from bot.domain import Decision, DecisionTable

FOLDER = Path(__file__).parent
TABLE = FOLDER / "decision_table.yaml"
SCHEMA = FOLDER / "decision_table.schema.json"


class Content(BaseModel):
    """Questions, texts, and the commands with what they do."""

    model_config = ConfigDict(frozen=True)

    questions: Questions
    texts: Texts
    commands: Mapping[str, str]


def load_content(folder: Path = FOLDER) -> Content:
    """The questions and texts in `folder`.

    Raises:
        ContentError: a file does not fit; the message names the line.
    """
    return Content(
        questions=read_model(folder / "questions.yaml", Questions),
        texts=read_model(folder / "texts.yaml", Texts),
        commands=read_model(folder / "commands.yaml", Texts).root,
    )


def load_table(path: Path = TABLE) -> Decision:
    """The decision table at `path`, checked for every combination and ready to decide.

    Raises:
        ContentError: the file does not fit, a combination has no rule, or a rule can never fire.
    """
    decision = Decision(read_model(path, DecisionTable))
    if faults := decision.faults():
        raise ContentError(
            "\n".join(
                f"{path}, regel {find_line(path, 'id', row) if row else find_line(path, 'rules')}: {fault}."
                for row, fault in faults
            )
        )
    return decision
