"""Our dialogue as a solver of Inspect: the simulated user talks with the assistant, up to the advice."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from anyio import Lock, to_thread
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from bot.content import Content, load_content
from bot.domain import UNKNOWN, Context, Slot
from evals.axes.variant import Variant
from evals.consistency.players import stage as open_for
from evals.consistency.run import FOLDER
from evals.inspecting.samples import VARIANT
from evals.playing.played import Played, Turn
from evals.playing.stage import Stage

PLAYED = "played"
"""Where the store of a sample keeps what came of its conversation."""

ROOT = Path(__file__).parents[2]
"""Inspect loads a task from within its folder; what is kept stays where other runs keep it."""


@solver
def dialogue(engine: str) -> Solver:
    """Plays the variant of a sample; `engine` reads the texts: see `evals.consistency.engines`.

    The model of Inspect is not used: `--model none` will do.
    """
    return solving(lambda: _opened(engine), f"drievragen/{engine}")


def solving(open_stage: Callable[[], Stage], name: str) -> Solver:
    """Plays the variant of each sample on the stage, one at a time; `name` goes into the log as its model."""
    lock, content = Lock(), load_content()

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 - Inspect calls it so
        variant = Variant.model_validate(state.metadata[VARIANT])
        async with lock:  # what a model uses is counted for one conversation at a time
            stage = open_stage()
            if variant.channel == "direct":
                played = await to_thread.run_sync(stage.play, variant)
            else:
                played = await stage.play_over(variant)
        state.store.set(PLAYED, played.model_dump(mode="json"))
        state.messages = list(messages(played, content))
        state.output = ModelOutput.from_content(name, played.outcome)
        state.completed = True
        return state

    return solve


def played_in(state: TaskState) -> Played:
    """What came of the conversation of a sample."""
    return Played.model_validate(state.store.get(PLAYED))


@cache
def _opened(engine: str) -> Stage:
    """Opened once for all tasks of a process, and closed at its end."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(open_for(engine, ROOT / FOLDER)).stage


def messages(played: Played, content: Content) -> Iterator[ChatMessage]:
    """The conversation as it went: what was asked, and what was said or [pressed]."""
    for turn in played.turns:
        if turn.asked is not None:
            yield ChatMessageAssistant(content=_question(turn.asked, content))
        yield ChatMessageUser(content=turn.typed or f"[{_label(turn, content)}]")
    key = "advice_provisional" if played.provisional else "advice_title"
    outcome = content.texts.say(f"outcome_{played.outcome}").upper()
    yield ChatMessageAssistant(content=content.texts.say(key, outcome=outcome))


def _question(asked: str, content: Content) -> str:
    topic = _topic(asked)
    if topic is None:
        return content.texts.say("which_article" if asked == "article" else "which_to_change")
    return content.questions.slots[topic].ask


def _label(turn: Turn, content: Content) -> str:
    """What stands on the button; its id when that is all there is."""
    pressed, topic = turn.pressed or "", _topic(turn.asked or "")
    if topic is None:
        return content.texts.say("unknown_label") if pressed == UNKNOWN else pressed
    option = content.questions.slots[topic].options.get(pressed)
    return option.label if option else pressed


def _topic(name: str) -> Slot | Context | None:
    return next((one for one in (*Slot, *Context) if one.value == name), None)
