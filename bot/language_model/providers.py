"""From a setting such as `openai:MODEL` to a chat model; the library is imported only then."""

import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

import httpx

from bot.language_model.wording import wording
from bot.settings import SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Method = Literal["json_schema", "function_calling", "json_mode"]
Options = dict[str, object]

MOST_OUT = 1000
"""Tokens that a model may answer with; the longest answer asked for takes about 500."""

AZURE_VERSION = "2024-10-21"
"""The first version of Azure's interface, not a preview, that takes a JSON schema."""

NO_KEY = "geen"
"""Sent when there is no key: else a library may take one from the environment, meant for another service."""

TALKATIVE = (
    *("openai", "anthropic", "ollama", "langchain", "langchain_core"),
    *("httpx", "httpcore", "httpx2", "httpcore2"),
)
"""Loggers that write messages of users, or keys, at the levels below a warning."""


class LanguageModelUnavailable(SettingsError):  # noqa: N818 - the message is about a state
    """Het taalmodel is niet te gebruiken; de melding zegt wat er nodig is en bevat nooit een sleutel."""

    def __init__(self, why: str, **values: str) -> None:
        super().__init__(wording().unavailable[why].format(**values))


class _Access(NamedTuple):
    """How to reach the model; `seconds` for one answer."""

    model: str
    url: str | None
    key: str | None
    seconds: float


class _Provider(NamedTuple):
    """The package of a provider, the extra that brings it, how its options are called, what it needs."""

    package: str
    extra: str
    options: Callable[[_Access], Options]
    needs_url: bool = False
    needs_key: bool = True  # unless there is a URL: a server of one's own
    strict: bool = False


def _usual(access: _Access) -> Options:
    return {
        "api_key": access.key or NO_KEY,
        "timeout": access.seconds,
        "max_retries": 0,
        "max_tokens": MOST_OUT,
        **({"base_url": access.url} if access.url else {}),
    }


def _azure(access: _Access) -> Options:
    options = {name: value for name, value in _usual(access).items() if name != "base_url"}
    place = {"azure_endpoint": access.url, "azure_deployment": access.model, "api_version": AZURE_VERSION}
    return {**options, **place}


def _mistral(access: _Access) -> Options:
    # it wants whole seconds, and counts the attempts
    return {**_usual(access), "timeout": max(1, round(access.seconds)), "max_retries": 1}


def _ollama(access: _Access) -> Options:
    headers = {"Authorization": f"Bearer {access.key}"} if access.key else {}
    return {
        "num_predict": MOST_OUT,
        "client_kwargs": {"timeout": access.seconds, "headers": headers},
        **({"base_url": access.url} if access.url else {}),
    }


PROVIDERS: Mapping[str, _Provider] = {
    "openai": _Provider("langchain_openai", "openai", _usual, strict=True),
    "azure_openai": _Provider("langchain_openai", "azure", _azure, needs_url=True, strict=True),
    "mistralai": _Provider("langchain_mistralai", "mistral", _mistral),
    "ollama": _Provider("langchain_ollama", "ollama", _ollama, needs_key=False),
    "anthropic": _Provider("langchain_anthropic", "anthropic", _usual),
}


def make_chat_model(
    spec: str, *, url: str | None = None, key: str | None = None, seconds: float
) -> "BaseChatModel":
    """The chat model for `spec`, `PROVIDER:MODEL`; one answer may take `seconds`. It is not called yet.

    The temperature is 0 and the library itself tries nothing twice.

    Raises:
        LanguageModelUnavailable: there is no such provider, its library is not installed, or the address or
            the key is missing or cannot be right.
    """
    name, _, model = (part.strip() for part in spec.partition(":"))
    if name not in PROVIDERS or not model:
        raise LanguageModelUnavailable("unknown", spec=spec)
    provider = PROVIDERS[name]
    if provider.needs_url and not url:
        raise LanguageModelUnavailable("url_missing", spec=spec)
    if not key and (provider.needs_url or (provider.needs_key and not url)):
        raise LanguageModelUnavailable("key_missing", spec=spec)
    access = _Access(model, _address(url) if url else None, key, seconds)
    for logger in TALKATIVE:
        logging.getLogger(logger).setLevel(logging.WARNING)
    try:
        import_module(provider.package)
        from langchain.chat_models import init_chat_model
    except ImportError:
        raise LanguageModelUnavailable("not_installed", spec=spec, extra=provider.extra) from None
    try:
        make: Callable[..., BaseChatModel] = init_chat_model
        return make(model, model_provider=name, temperature=0, **provider.options(access))
    except Exception as error:  # each library has its own errors, and one of them may repeat the key
        raise LanguageModelUnavailable("wrong", spec=spec, problem=type(error).__name__) from None


def schema_options(spec: str, method: Method) -> Options:
    """What `with_structured_output` of the model for `spec` gets besides the schema."""
    strict = PROVIDERS[spec.partition(":")[0].strip()].strict and method != "json_mode"
    return {"method": method, "include_raw": True, **({"strict": True} if strict else {})}


def _address(url: str) -> str:
    """`url` when it is one that a key may be sent to."""
    try:
        address = httpx.URL(url.strip())
    except httpx.InvalidURL:
        raise LanguageModelUnavailable("url_wrong") from None
    plain = not (address.userinfo or address.query or address.fragment)
    if address.scheme not in ("http", "https") or not address.host or not plain:
        raise LanguageModelUnavailable("url_wrong")
    return str(address)
