"""The texts that a language model gets: files with a version, a purpose, an input schema and examples."""

from prompts.loading import load_prompts, prompts_version
from prompts.prompt import Prompt, PromptVariableError, Rendered

__all__ = ["Prompt", "PromptVariableError", "Rendered", "load_prompts", "prompts_version"]
