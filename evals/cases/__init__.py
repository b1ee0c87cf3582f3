"""The authored cases: requests with a gold fact sheet, what follows from it, and how people word it all."""

from evals.cases.case import STYLES, Case, Edit, InNumbers, Split, Wording, split_of
from evals.cases.loading import load_cases

__all__ = ["STYLES", "Case", "Edit", "InNumbers", "Split", "Wording", "load_cases", "split_of"]
