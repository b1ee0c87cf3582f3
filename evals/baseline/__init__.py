"""The baseline: one plain prompt to a language model, with what the assistant also gets to know.

It answers whether a table, questions and slots are worth their trouble: the same cases, the same facts and
the same passages, and the model decides by itself.
"""

from evals.baseline.baseline import Baseline, BaselineStopped, NoModelError, open_baseline

__all__ = ["Baseline", "BaselineStopped", "NoModelError", "open_baseline"]
