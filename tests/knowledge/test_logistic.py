import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from knowledge.logistic import ridge_logistic


@pytest.mark.parametrize("ridge", [0.0005, 0.05])
def test_a_fit_is_that_of_a_well_known_library(ridge: float) -> None:
    chance = np.random.default_rng(1)
    features = chance.normal(size=(200, 3))
    right = (features @ [1.0, -2.0, 0.0] + chance.normal(size=200) > 0.5).astype(float)
    weight = chance.uniform(0.5, 2.0, size=200)
    ours = ridge_logistic(features, right, weight, ridge)
    theirs = LogisticRegression(C=1 / (ridge * weight.sum()), tol=1e-8, max_iter=1000)
    theirs.fit(features, right, sample_weight=weight)
    assert ours == pytest.approx([*theirs.intercept_, *theirs.coef_[0]], abs=1e-4)


def test_two_sides_that_can_be_told_apart_do_not_make_it_run_away() -> None:
    features = np.array([[-1.0], [-0.9], [0.9], [1.0]])
    found = ridge_logistic(features, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), 0.01)
    assert np.isfinite(found).all()
    assert found[1] > 0
