"""How steady and how right the advice is: one measure a file, with what it means and where it comes from.

Every measure gives a statistic: from samples of cases to figures, so that `evals.retrieval.metrics.bootstrap`
can put an interval around it, or around the difference of two runs on the same cases.
"""
