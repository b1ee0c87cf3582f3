"""Every text, and what it becomes in 200 advices, stays within what level B1 asks.

There is no official figure for B1. Common advice for plain Dutch is 10 to 15 words in a sentence; the limits
here are at or below that, and keep what was measured from growing.
"""

import pytest

from evals.readability.advices import advices
from evals.readability.frequency import zipf
from evals.readability.measures import Figures, figures
from evals.readability.texts import all_texts

ADVICES = tuple(advices(200))
MEASURED = {"texts": figures(all_texts().values(), zipf), "advices": figures(ADVICES, zipf)}


@pytest.mark.parametrize("found", MEASURED.values(), ids=MEASURED)
def test_all_together(found: Figures) -> None:
    assert found.sentence <= 10
    assert found.longest <= 25
    assert found.word <= 5.2
    assert found.long <= 0.10
    assert found.rare is not None
    assert found.rare <= 0.04


def test_each_advice_by_itself() -> None:
    each = [figures([text]) for text in ADVICES]
    assert max(found.sentence for found in each) <= 12
    assert max(found.longest for found in each) <= 25
    assert max(found.word for found in each) <= 5.5
    assert max(found.long for found in each) <= 0.15


def test_the_advices_are_of_all_kinds() -> None:
    headings = [text.partition("\n")[0] for text in ADVICES]
    for outcome in ("BEHOUDEN", "STANDAARDISEREN", "SCHRAPPEN"):
        assert sum(outcome in heading for heading in headings) >= 20
    assert ADVICES[:5] == tuple(advices(5))
