"""`python -m tests.llm`: the checks against the model in the settings; exit code 1 when something broke."""

from bot.building import build_language_model, build_understanding
from bot.settings import SettingsError, load_settings
from tests.llm.checks import examine


def main() -> int:
    """Prints the report and gives the exit code."""
    try:
        settings = load_settings()
        model = build_language_model(settings, rest=0.0)  # every message is a try of its own
    except SettingsError as error:
        print(error)
        return 1
    if model is None:
        print("Zet DRIEVRAGEN_LLM (en DRIEVRAGEN_LLM_URL, DRIEVRAGEN_LLM_KEY) om een echt model te proberen.")
        return 1
    report = examine(model, build_understanding())
    print(model.name)
    for name, figure in report.figures.items():
        print(f"  {name}: {figure}")
    for fault in report.broken:
        print(f"  FOUT {fault}")
    return 1 if report.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
