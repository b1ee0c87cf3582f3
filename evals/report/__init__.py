"""The report of a run: one web page and its PDF, for whoever has to judge how consistent the advice is."""

from evals.report.writing import write

__all__ = ["write"]
