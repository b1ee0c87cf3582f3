"""A strict OpenAI-compatible chat model on loopback, over real HTTP, which misbehaves on order."""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Literal, NamedTuple, TypeAlias

KEY = "sk-geheim-0123456789abcdef"
MODEL = "proef-model"
PATH = "/v1/chat/completions"
PIECES = 20
"""In so many pieces an answer is written."""

Method = Literal["json_schema", "function_calling", "json_mode", "text"]
Json: TypeAlias = dict[str, object]

_ALLOWED = {
    "model",
    "messages",
    "temperature",
    "max_completion_tokens",
    "response_format",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "stream",
}


class WrongRequestError(Exception):
    """The request is not as OpenAI describes it, or not as this service was told to expect."""


class Question(NamedTuple):
    """What the model was asked."""

    system: str
    user: str
    method: Method
    schema: Json | None

    @property
    def message(self) -> str:
        """The words of the user in it."""
        return self.user.partition("<message>\n")[2].removesuffix("\n</message>")


class Reply(NamedTuple):
    """One HTTP answer; `wait` and `drip` in seconds, before it and over it; `half` breaks it off."""

    body: str
    status: int = 200
    headers: Mapping[str, str] = {}
    wait: float = 0.0
    drip: float = 0.0
    half: bool = False


@dataclass
class ChatModel:
    """Answers each question with the next of `faults`, else with what `answer` says.

    `questions` holds what was asked; `wrong` what was not as it should be, and answered with a 400.
    """

    answer: Callable[[Question], str]
    url: str = ""
    key: str = KEY
    with_usage: bool = True
    questions: list[Question] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    faults: deque[Callable[["ChatModel", Question], Reply]] = field(default_factory=deque)
    closing: Event = field(default_factory=Event)

    def reply(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one request."""
        if headers.get("authorization") != f"Bearer {self.key}":
            return error(401, f"Incorrect API key provided: {headers.get('authorization')}")
        try:
            question = _question(path, headers, body)
        except WrongRequestError as wrong:
            self.wrong.append(str(wrong))
            return error(400, str(wrong))
        self.questions.append(question)
        if self.faults:
            return self.faults.popleft()(self, question)
        return self.said(question, self.answer(question))

    def said(
        self, question: Question, text: str | None, *, finish: str = "stop", refusal: str | None = None
    ) -> Reply:
        """A completion that says `text`, in the way the question asks for."""
        message: Json = {"role": "assistant", "content": text, "refusal": refusal}
        if question.method == "function_calling" and refusal is None:
            call = {"name": "facts_in_message", "arguments": text or ""}
            message |= {"content": None, "tool_calls": [{"id": "a", "type": "function", "function": call}]}
            finish = "tool_calls" if finish == "stop" else finish
        completion: Json = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        }
        if self.with_usage:
            into, out = tokens(question), len(text or "") // 4
            completion["usage"] = {
                "prompt_tokens": into,
                "completion_tokens": out,
                "total_tokens": into + out,
            }
        return Reply(json.dumps(completion))


def tokens(question: Question) -> int:
    """How many tokens this service says that a question takes."""
    return (len(question.system) + len(question.user)) // 4


def error(status: int, message: str, **headers: str) -> Reply:
    """A refusal in OpenAI's form."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": "error"}}
    return Reply(json.dumps(body), status, {name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def serving(answer: Callable[[Question], str]) -> Iterator[ChatModel]:
    """A model that runs until the end of the block, which fails when a request was not as it should be."""
    model = ChatModel(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.casefold(): value for name, value in self.headers.items()}
            with suppress(ConnectionError):  # the other side may not want to wait
                self._send(model.reply(self.path, headers, body))

        def _send(self, reply: Reply) -> None:
            model.closing.wait(reply.wait)
            body = reply.body.encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            whole = body[: len(body) // 2] if reply.half else body
            for start in range(0, len(whole), len(whole) // PIECES + 1):
                self.wfile.write(whole[start : start + len(whole) // PIECES + 1])
                model.closing.wait(reply.drip / PIECES)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it is called by
            """Nothing: a test has its own output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
    assert not model.wrong


def _question(path: str, headers: Mapping[str, str], body: bytes) -> Question:
    _must(path == PATH, f"path {path}")
    _must(headers.get("content-type") == "application/json", "content type")
    asked = json.loads(body)
    _must(set(asked) <= _ALLOWED, f"unexpected fields {set(asked) - _ALLOWED}")
    _must(asked["model"] == MODEL, f"The model {asked['model']} does not exist")
    _must(asked.get("temperature") == 0, "temperature")
    _must(not asked.get("stream"), "stream")
    _must(0 < asked.get("max_completion_tokens", 0) <= 1000, "max_completion_tokens")
    match asked["messages"]:
        case [{"role": "system", "content": str(system)}, {"role": "user", "content": str(user)}] if (
            system and user
        ):
            return Question(system, user, *_form(asked))
    raise WrongRequestError("messages: one of the system, one of the user")


def _form(asked: Json) -> tuple[Method, Json | None]:
    match asked:
        case {"response_format": {"type": "json_schema", "json_schema": {"name": str(), **rest}}}:
            _must("tools" not in asked and rest.get("strict") is True, "strict json_schema, without tools")
            return "json_schema", _strict(rest.get("schema"))
        case {"response_format": {"type": "json_object"}}:
            return "json_mode", None
        case {"tools": [{"type": "function", "function": {"name": str(name), **rest}}]}:
            wanted = {"type": "function", "function": {"name": name}}
            _must(asked.get("tool_choice") == wanted, "tool_choice")
            _must(rest.get("strict") is True, "strict function")
            return "function_calling", _strict(rest.get("parameters"))
    _must("response_format" not in asked and "tools" not in asked, "response_format")
    return "text", None


def _strict(schema: object) -> Json:
    """The schema, when OpenAI takes it as strict: every object closed, every property required."""
    if not isinstance(schema, dict):
        raise WrongRequestError("a schema")
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        _must(schema.get("additionalProperties") is False, "additionalProperties must be false")
        _must(set(schema.get("required", ())) == set(properties), "every property is required")
        for part in properties.values():
            _strict(part)
    elif schema.get("type") == "array":
        _strict(schema.get("items"))
    else:
        _must(schema.get("type") == "string", f"type {schema.get('type')}")
    return schema


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise WrongRequestError(what)
