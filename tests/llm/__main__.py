"""`python -m tests.llm`: the checks against the model in the settings; exit code 1 when something broke."""

from functools import partial

from bot.building import build_language_model, build_understanding
from bot.language_model import LanguageModel
from bot.settings import Settings, SettingsError, load_settings
from tests.llm.checks import examine


def main() -> int:
    """Prints each part of the report as soon as it is there, and gives the exit code."""
    try:
        settings = load_settings()
        if build_language_model(settings) is None:
            print("Zet DRIEVRAGEN_LLM (en zo nodig DRIEVRAGEN_LLM_URL en _KEY) om een model te proberen.")
            return 1
    except SettingsError as error:
        print(error)
        return 1
    print(
        f"{settings.llm}. Wat 'houdt' hoort te houden voor elk model; een cijfer zegt hoe goed dit model is."
    )
    holds = True
    for part in examine(partial(make_model, settings), build_understanding(), settings.llm_timeout):
        print(*part.lines(), sep="\n", flush=True)
        holds = holds and part.holds
    print("Alle waarborgen houden." if holds else "Niet alle waarborgen houden.")
    return 0 if holds else 1


def make_model(
    settings: Settings, *, tokens: int | None = None, seconds: float | None = None
) -> LanguageModel:
    """See `MakeModel`; by default one trial may use what a day may, and every message is a try of its own."""
    changed = settings.model_copy(
        update={
            "llm_tokens_per_chat": settings.llm_tokens_per_day if tokens is None else tokens,
            "llm_euros_per_chat": settings.llm_euros_per_day,
            "llm_timeout": settings.llm_timeout if seconds is None else seconds,
        }
    )
    model = build_language_model(changed, rest=0.0)
    assert model is not None
    return model


if __name__ == "__main__":
    raise SystemExit(main())
