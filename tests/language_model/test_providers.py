import importlib.abc
import importlib.machinery
import logging
import sys
from collections.abc import Sequence
from types import ModuleType

import pytest

from bot.language_model import LanguageModelUnavailable, make_chat_model, schema_options
from bot.language_model.providers import PROVIDERS

KEY = "sk-geheim"
URL = "http://localhost:8000/v1"


class Without(importlib.abc.MetaPathFinder):
    """An installation without one package."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] == self._package:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def unavailable(spec: str, url: str | None = None, key: str | None = None) -> str:
    with pytest.raises(LanguageModelUnavailable) as raised:
        make_chat_model(spec, url=url, key=key, seconds=1.0)
    assert raised.value.__cause__ is None
    assert KEY not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("spec", ["", "gpt-4o", "openai", "openai:", ":x", "onbekend:x", "openai x"])
def test_a_setting_that_names_no_model_is_told(spec: str) -> None:
    assert repr(spec) in unavailable(spec, URL, KEY)


@pytest.mark.parametrize("package", sorted({provider.package for provider in PROVIDERS.values()}))
def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Without(package), *sys.meta_path])
    for name, provider in PROVIDERS.items():
        if provider.package == package:
            assert f"pip install 'drie-vragen[{provider.extra}]'" in unavailable(f"{name}:x", URL, KEY)


def test_without_langchain_the_extra_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "langchain"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Without("langchain"), *sys.meta_path])
    assert "drie-vragen[openai]" in unavailable("openai:x", URL, KEY)


@pytest.mark.parametrize(
    "url",
    ["localhost:8000", "ftp://x/v1", "http://", f"http://ik:{KEY}@x/v1", "http://x/v1?a=b", "http://x:y"],
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert "DRIEVRAGEN_LLM_URL" in unavailable("openai:x", url, KEY)


@pytest.mark.parametrize("spec", ["openai:x", "mistralai:x", "anthropic:x"])
def test_a_service_of_a_company_needs_a_key(spec: str) -> None:
    assert "DRIEVRAGEN_LLM_KEY" in unavailable(spec)


def test_azure_needs_an_address_and_a_key() -> None:
    assert "DRIEVRAGEN_LLM_URL" in unavailable("azure_openai:x", None, KEY)
    assert "DRIEVRAGEN_LLM_KEY" in unavailable("azure_openai:x", "https://x.example.org", None)


def test_a_server_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = make_chat_model("openai:x", url=URL, seconds=1.0)
    key = getattr(model, "openai_api_key", None)
    assert key is not None
    assert key.get_secret_value() != KEY


def test_only_a_service_that_knows_it_gets_strict() -> None:
    assert schema_options("openai:x", "json_schema")["strict"] is True
    assert "strict" not in schema_options("openai:x", "json_mode")
    assert "strict" not in schema_options("ollama:x", "json_schema")


def test_the_libraries_log_no_messages() -> None:
    make_chat_model("openai:x", url=URL, seconds=1.0)
    assert not logging.getLogger("openai").isEnabledFor(logging.INFO)
    assert not logging.getLogger("openai._base_client").isEnabledFor(logging.DEBUG)
