"""Files that users sent, as the Bot API gives them out."""

from dataclasses import dataclass
from itertools import count

from tests.auxil.telegram.wire import ApiError, Json, bad_request

LARGEST = 20 << 20
"""Bytes. A bot cannot fetch more, though a user can send it."""


@dataclass(frozen=True)
class Document:
    """A file in a message; `name` is what the sender says it is, whatever that is."""

    file_id: str
    name: str | None
    size: int

    def as_json(self) -> Json:
        body: dict[str, Json] = {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": self.size,
        }
        return body if self.name is None else {**body, "file_name": self.name}


class Files:
    """What is kept at Telegram; a path exists once the bot asked for the file."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._contents: dict[str, bytes] = {}
        self._documents: dict[str, Document] = {}
        self._paths: dict[str, str] = {}

    def keep(self, content: bytes, name: str | None) -> Document:
        """A document with this content."""
        file_id = f"BQACAgQAAxkBAAI{next(self._numbers):05}"
        self._contents[file_id] = content
        self._documents[file_id] = Document(file_id, name, len(content))
        return self._documents[file_id]

    def kept(self, file_id: str) -> Document:
        """The document with this id.

        Raises:
            ApiError: there is none.
        """
        if file_id not in self._documents:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._documents[file_id]

    def read(self, document: Document) -> bytes:
        """What is in a document that somebody received."""
        return self._contents[document.file_id]

    def lose(self, file_id: str) -> None:
        """Forget the content, as when the path of a file is no longer valid."""
        del self._contents[file_id]

    def describe(self, file_id: str) -> Json:
        """What getFile answers.

        Raises:
            ApiError: there is no such file, or it is too big for a bot.
        """
        if file_id not in self._contents:
            raise bad_request("invalid file_id")
        size = len(self._contents[file_id])
        if size > LARGEST:
            raise bad_request("file is too big")
        path = f"documents/file_{len(self._paths)}"
        self._paths[path] = file_id
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": size,
            "file_path": path,
        }

    def content(self, path: str) -> bytes:
        """The file at a path.

        Raises:
            ApiError: there is none.
        """
        file_id = self._paths.get(path, "")
        if file_id not in self._contents:
            raise ApiError(404, "Not Found")
        return self._contents[file_id]
