"""A closer look at the passages that a search found: their letters, their meaning and their company.

What fits a query is seldom alone: passages that resemble the best few tend to fit as well, also when they
share few words with the query. (Rocchio, "Relevance feedback in information retrieval", 1971, with what
seems best taken as relevant.)
"""

import json
from collections.abc import Collection, Iterator, Mapping
from heapq import nsmallest

import numpy as np
import numpy.typing as npt

from knowledge.database import Connection
from knowledge.dense import text_vectors
from knowledge.letters import Alphabet, Pieced, alphabet, measure_letters, read_pieces
from knowledge.relevance import Evidence, Features
from knowledge.remembered import Remembered
from knowledge.rows import CORPUS_ORIGIN
from knowledge.state import State
from knowledge.vectors import Matrix

MOST = 64
"""How many passages get a closer look: more of them cost time and gained nothing in the benchmark."""

_BEST = 5  # passages whose middle shows what company is kept

Floats = npt.NDArray[np.float64]


class CloserLook:
    """Measures passages that were found. Safe to use from several threads."""

    def __init__(self) -> None:
        self._alphabet: tuple[int, Alphabet] = (-1, alphabet(()))
        self._pieced: Remembered[Pieced] = Remembered()

    def features(
        self,
        connection: Connection,
        state: State,
        query: str,
        vector: Matrix,
        found: Mapping[int, Evidence],
    ) -> dict[int, Features]:
        """The features of the most promising of `found`, by number."""
        numbers = nsmallest(MOST, found, key=lambda number: (-_promise(found[number]), number))
        if not numbers:
            return {}
        texts = self._pieced.of(state.changes, numbers, lambda some: _read(connection, some))
        letters = measure_letters(self._common(connection, state), query, list(texts.values()))
        vectors = text_vectors(connection, state, numbers)
        meaning = np.einsum("ij,j->i", vectors, vector).astype(np.float64)
        codes = np.array([found[number].code for number in numbers])
        fits = np.array([each.fit for each in letters])
        company = _company(vectors, _standard(meaning) + _standard(fits) + codes)
        return {
            number: Features(
                mean, found[number].cosine, *letter, found[number].coverage, found[number].code, near
            )
            for number, mean, letter, near in zip(
                numbers, meaning.tolist(), letters, company.tolist(), strict=True
            )
        }

    def _common(self, connection: Connection, state: State) -> Alphabet:
        """How common pieces of words are in the corpus: a sample that never grows with the library."""
        changes, known = self._alphabet
        if changes != state.changes:
            rows = connection.execute(
                "SELECT data FROM document CROSS JOIN passage ON passage.document = document.id"
                " WHERE document.origin = ?",
                (CORPUS_ORIGIN,),
            )
            known = alphabet(_text(data) for (data,) in rows)
            self._alphabet = state.changes, known
        return known


def _promise(evidence: Evidence) -> float:
    """The three on one scale: a share of a third, or a code, is worth one standard deviation or more."""
    return evidence.excess + 3 * evidence.share + 3 * evidence.code


def _company(vectors: Matrix, lead: Floats) -> Floats:
    """The cosine of each of `vectors` with the middle of the best by `lead`, the best weighing most."""
    best = np.argsort(-lead, kind="stable")[:_BEST]
    weights = np.exp(lead[best] - lead[best[0]])
    middle = np.einsum("i,ij->j", weights / weights.sum(), vectors[best])
    cosines: Floats = np.einsum("ij,j->i", vectors, middle)
    return cosines


def _standard(values: Floats) -> Floats:
    """`values` in standard deviations above their mean."""
    standard: Floats = (values - values.mean()) / (values.std() or 1.0)
    return standard


def _read(connection: Connection, numbers: Collection[int]) -> Iterator[tuple[int, Pieced]]:
    rows = connection.execute(
        f"SELECT number, data FROM passage WHERE number IN ({','.join(map(str, numbers))})"  # noqa: S608
    )
    return ((number, read_pieces(_text(data))) for number, data in rows)


def _text(data: str) -> str:
    """All that may be found in a stored passage."""
    passage = json.loads(data)
    return "\n".join((passage["title"], passage["text"], *passage.get("asks", ())))
