"""How well the knowledge finds what people ask: graded questions, systems, metrics, a table and a plot.

`python -m evals.retrieval --split dev` measures on the half that may be looked at; `sealed` is for one
measurement at the end. Nothing may be tuned on it.
"""
