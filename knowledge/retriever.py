"""The library as a retriever for LangChain, for others to reuse."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import SkipValidation

from knowledge.passages import Kind
from knowledge.search import Hit, Searcher


class KnowledgeRetriever(BaseRetriever):
    """Gives relevant passages as documents, best first; none when nothing really fits.

    `kinds`, `near` and `limit` as in `Knowledge.search`. The metadata of a document are the fields of
    its passage except `text` and `asks`, with `score` and `why`.
    """

    searcher: SkipValidation[Searcher]
    kinds: tuple[Kind, ...] | None = None
    near: str | None = None
    limit: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        found = self.searcher.search(query, kinds=self.kinds, near=self.near, limit=self.limit)
        return [_document(hit) for hit in found.hits if hit.relevant]


def _document(hit: Hit) -> Document:
    fields = hit.passage.model_dump(mode="json", exclude={"text", "asks"})
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={**fields, "score": hit.score, "why": hit.why},
    )
