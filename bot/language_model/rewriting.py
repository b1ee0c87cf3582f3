"""The reason of an advice in fluent Dutch by a language model, or nothing: then the template's text stays."""

from bot.language_model.checking import faults_in
from bot.language_model.material import Material
from bot.language_model.model import LanguageModel
from bot.language_model.notices import Notices
from bot.language_model.trouble import ModelTrouble
from prompts import Prompt, Rendered


class Rewriter:
    """Rewrites the reason of an advice; see `faults_in` for what it may not say."""

    def __init__(self, model: LanguageModel, prompt: Prompt) -> None:
        """`prompt` is `write_explanation`."""
        self._model = model
        self._prompt = prompt
        self._notices = Notices()

    def rewrite(self, material: Material) -> str | None:
        """One paragraph with the numbers of its sources, or None when the model fails or says too much.

        Never raises.
        """
        prompt = writing_prompt(self._prompt, material)
        try:
            text = " ".join(self._model.write(prompt).split())
        except ModelTrouble as trouble:
            self._notices.failed(trouble.kind)
            return None
        self._notices.worked()
        return None if faults_in(text, material, told=prompt.system) else text


def writing_prompt(prompt: Prompt, material: Material) -> Rendered:
    """`write_explanation` for an advice."""
    return prompt.render(
        outcome=material.outcome.value,
        reason=material.reason,
        facts=material.facts,
        burden=material.burden,
    )
