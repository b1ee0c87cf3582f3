"""Ways to disturb the conversation of a case; each a small file that gives variants from a seed.

The axes of invariance must not change the advice; the edits in `edits.py` must, and say into what.
"""
