"""Training: one multinomial logistic regression a topic, and from which probability it may answer.

The threshold is chosen on answers to families the classifier was not trained on (cross-validation by
family), so that it says something about people it has never heard.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from bot.domain.reading import Topic
from bot.understanding.classifier import OTHER, Classifiers, Model, hinted
from bot.understanding.features import Vector
from bot.understanding.folding import fold
from evals.understanding.examples import Examples

REGULARISATION = 0.15
"""Inverse strength of the L2 penalty: chosen on the development half."""

LENT_WEIGHT = 0.2
"""What an example borrowed from another question counts, beside 1 for its own."""

FOLDS = 5
WRONG_AT_MOST = 0.015
"""Share of wrong answers that a threshold may give in cross-validation; the aim on unseen text is 0.03. The
word lists were written with the development half in view: there the rules look better than they are."""

SEED = 0
Labels = NDArray[np.str_]


class Scored(NamedTuple):
    """Predictions for families that were left out of training: the likeliest label and its probability."""

    labels: Labels
    predicted: Labels
    probability: NDArray[np.float64]


class Rows(NamedTuple):
    """Features, a row each, with their labels."""

    features: Vector
    labels: Labels

    def only(self, chosen: NDArray[np.int_]) -> "Rows":
        """The chosen rows."""
        return Rows(self.features[chosen], self.labels[chosen])


def rows(shared: Classifiers, topic: Topic, examples: Examples, vectors: Mapping[str, Vector]) -> Rows:
    """The features and labels of examples; `vectors` has the embedding of each text."""
    features = np.stack(
        [
            np.concatenate(
                [shared.features(vectors[one.text].tolist(), fold(one.text).text), hinted(topic, hint)]
            )
            for one, hint in zip(examples.utterances, examples.hints, strict=True)
        ]
    )
    return Rows(features, np.asarray(examples.labels))


def fit(own: Rows, lent: Rows) -> LogisticRegression:
    """The classifier of one topic, trained on its own examples and, for less, on those it borrows."""
    weights = np.concatenate([np.ones(len(own.labels)), np.full(len(lent.labels), LENT_WEIGHT)])
    labels = np.concatenate([own.labels, lent.labels])
    every = {label: weights[labels == label].sum() for label in np.unique(labels)}
    balanced = weights * [weights.sum() / len(every) / every[label] for label in labels]
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, random_state=SEED)
    features = csr_matrix(np.concatenate([own.features, lent.features]))  # few pieces are in any one text
    model.fit(features, labels, sample_weight=balanced)
    return model


def cross_validated(own: Rows, lent: Rows, examples: Examples) -> Scored:
    """What is predicted for each example by a classifier that saw nothing of its family."""
    features, labels = own
    families = np.asarray([one.family for one in examples.utterances])
    predicted = np.empty(len(labels), dtype=labels.dtype)
    probability = np.zeros(len(labels))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for rest, left_out in folds.split(features, labels, families):
        model = fit(own.only(rest), lent)
        chances = model.predict_proba(features[left_out])
        predicted[left_out] = model.classes_[chances.argmax(axis=1)]
        probability[left_out] = chances.max(axis=1)
    return Scored(labels, predicted, probability)


def least_probability(scored: Scored) -> float:
    """The lowest probability from which at most `WRONG_AT_MOST` of the answers given are wrong."""
    answers = scored.predicted != OTHER
    order = np.argsort(-scored.probability[answers], kind="stable")
    wrong = (scored.predicted != scored.labels)[answers][order]
    share = np.cumsum(wrong) / np.arange(1, len(wrong) + 1)
    allowed = np.flatnonzero(share <= WRONG_AT_MOST)
    return float(scored.probability[answers][order][allowed[-1]]) if len(allowed) else 1.0


def trained(own: Rows, lent: Rows, examples: Examples) -> Model:
    """The classifier of a topic as it is shipped."""
    least = least_probability(cross_validated(own, lent, examples))
    model = fit(own, lent)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row stands for both
        weights, bias = np.concatenate([-weights / 2, weights / 2]), np.concatenate([-bias / 2, bias / 2])
    return Model(
        tuple(str(label) for label in model.classes_),
        weights.astype(np.float16).astype(np.float32),
        bias.astype(np.float32),
        round(least, 4),
    )
