"""Plays variants of cases with one plain prompt to a language model, in the shape of any other run."""

from time import perf_counter

from bot.building import build_language_model
from bot.commands.usage import UsageError
from bot.content import load_content
from bot.language_model import LanguageModel, charged_to
from bot.language_model.trouble import AT_ONCE, OF_THE_SERVICE, ModelTrouble
from bot.language_model.wording import wording as of_models
from bot.settings import Settings, SettingsError
from evals.axes.variant import Variant
from evals.baseline.answer import SCHEMA, Answer
from evals.baseline.asking import ask, plain_prompt, told
from evals.baseline.wording import wording
from evals.playing.metering import Meter
from evals.playing.played import Played, Turn
from evals.playing.stage import Stage
from evals.playing.user import conversation_name
from prompts import Rendered

NO_ANSWER = "geen antwoord"
"""The outcome when the model gives nothing that can be used: it counts as another outcome, so as wrong."""

NO_RULE = "geen regel"
REASON = "reden"


class NoModelError(SettingsError):
    """Er is geen taalmodel ingesteld; de melding zegt wat er nodig is."""


class BaselineStopped(UsageError):  # noqa: N818 - what happened, not a fault of the caller
    """Het taalmodel is nu niet te gebruiken; de melding zegt waarom."""


class Baseline:
    """One model, asked once for each variant. `name` is what goes in a run as its engine."""

    def __init__(self, model: LanguageModel, stage: Stage) -> None:
        """`stage` says which passages are found."""
        self.name = f"{plain_prompt().name}-{plain_prompt().version}:{model.name}"
        self._model = model
        self._stage = stage
        self._meter = Meter()
        self._content = load_content()

    def play(self, variant: Variant) -> Played:
        """What the model advises on `variant`, with the passages that the assistant would be given.

        Its facts, rule and figures of the burden are not asked for, so that measures of these say nothing.

        Raises:
            BaselineStopped: the model cannot be used now, or its budget is spent.
        """
        passages = self._stage.found(variant)
        prompt = ask(variant, passages, self._content)
        before, began = self._meter.used, perf_counter()
        answer = self._answer(variant, prompt)
        seconds, used = perf_counter() - began, self._meter.used
        shown = tuple(one.id for one in passages)
        cited = tuple(dict.fromkeys(answer.citations)) if answer else ()
        borne_out = {one for one in cited if answer and self._stage.bears_out(variant, one, answer.reason)}
        said = (variant.description, *told(variant, self._content))
        return Played(
            case=variant.case,
            axis=variant.axis,
            variant=variant.name,
            manner=variant.manner,
            expected=variant.expected,
            meant={slot.value: value for slot, value in variant.facts.items()},
            outcome=answer.outcome.value if answer else NO_ANSWER,
            rule=NO_RULE,
            provisional=False,
            facts={},
            repeated=(),
            by_button=(),
            cited=cited,
            shown=shown,
            claims=1,
            grounded=int(bool(set(cited) & set(shown))),
            turns=tuple(Turn(asked=None, typed=text) for text in said),
            seconds=seconds,
            citations=len(cited),
            unsupported=tuple(f"{REASON} {one}" for one in cited if one not in borne_out & set(shown)),
            tokens=used.tokens - before.tokens,
            euros=used.euros - before.euros,
        )

    def _answer(self, variant: Variant, prompt: Rendered) -> Answer | None:
        """None when the model answers, but not with an advice."""
        try:
            with charged_to(conversation_name(variant), self._meter):
                return self._model.fill(prompt, SCHEMA, Answer)
        except ModelTrouble as trouble:
            if trouble.kind in AT_ONCE | OF_THE_SERVICE:
                why = of_models().trouble.get(trouble.kind.value, "")
                raise BaselineStopped(wording().stopped.format(why=why)) from None
            return None


def open_baseline(settings: Settings, stage: Stage) -> Baseline:
    """The baseline with the language model of the settings.

    Raises:
        NoModelError: none is set; the message says so in one sentence.
        SettingsError: it is not installed, or name, address or key cannot be right.
    """
    model = build_language_model(settings)
    if model is None:
        raise NoModelError(wording().no_model.strip())
    return Baseline(model, stage)
