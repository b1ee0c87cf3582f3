"""Grounding: do claims come with a source, and do the sources bear them out.

After the two measures of H. Rashkin et al., "Measuring attribution in natural language generation models"
(2023) and N. F. Liu, T. Zhang and P. Liang, "Evaluating verifiability in generative search engines" (2023):
citation recall is the share of claims with support, citation precision the share of citations that support
their claim. There people judge support; here a program checks what it can, and `evals.playing.citing` says
how and where that falls short. So these are no measure of truth, only of whether the sources are there and
are about the same.
"""

from collections.abc import Sequence

from evals.metrics.statistic import Statistic, ratio_of


def grounding(grounded: Sequence[Sequence[int]], claims: Sequence[Sequence[int]]) -> Statistic:
    """The share (0 to 1) of claims with a shown source, counted for each conversation of each case."""
    return _share(grounded, claims)


def citation_support(unsupported: Sequence[Sequence[int]], citations: Sequence[Sequence[int]]) -> Statistic:
    """The share (0 to 1) of citations that bear out their claim; without any citation it is 1."""
    supported = [
        [all_ - wrong for all_, wrong in zip(every, none, strict=True)]
        for every, none in zip(citations, unsupported, strict=True)
    ]
    return _share(supported, citations)


def _share(parts: Sequence[Sequence[int]], wholes: Sequence[Sequence[int]]) -> Statistic:
    return ratio_of([float(sum(each)) for each in parts], [float(sum(each)) for each in wholes])
