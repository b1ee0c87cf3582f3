"""Long HTML in parts: nothing lost, each part short enough and valid for Telegram."""

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.splitting import length, split
from tests.auxil.telegram.html import parse_html
from tests.auxil.telegram.wire import utf16

_CHARACTERS = st.sampled_from([*"abcé.!? \n&<>\"'", "😀", "\U0001f469\u200d\U0001f4bb", "\n\n", ". "])
_TEXT = st.lists(_CHARACTERS, max_size=30).map("".join)
_TAGS = st.sampled_from([("<b>", "</b>"), ("<i>", "</i>"), ("<blockquote expandable>", "</blockquote>")])


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.builds(lambda tag, body: f"{tag[0]}{body}{tag[1]}", _TAGS, inner)
    return st.lists(st.one_of(inner, tagged), max_size=5).map("".join)


HTML = st.recursive(_TEXT.map(lambda text: escape(text)), _wrapped, max_leaves=12)


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(HTML, st.integers(2, 60))
def test_the_parts_hold_all_text_and_are_each_accepted(html: str, limit: int) -> None:
    whole = parse_html(html).text
    shown = [parse_html(part).text for part in split(html, limit)]
    assert _words("".join(shown)) == _words(whole)
    assert all(utf16(part) <= limit for part in shown)
    if _words(whole):
        assert all(_words(part) for part in shown)


@given(HTML)
def test_the_length_is_what_telegram_counts(html: str) -> None:
    assert length(html) == utf16(parse_html(html).text)


@given(HTML)
def test_what_fits_stays_as_it_is(html: str) -> None:
    assert split(html, 10_000) == (html,)


def test_a_cut_falls_at_the_end_of_a_block_then_of_a_sentence() -> None:
    sentence = "Dit is een zin. "
    block = (sentence * 6).strip()
    assert split(f"{block}\n\n{block}", len(block) + 20) == (block, block)
    assert all(part.endswith(".") for part in split(sentence * 20, 100))
    assert split(f"<b>{sentence * 8}</b>", 100)[0].endswith(".</b>")
