import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.auxil.telegram.html import Entity, parse_html
from tests.auxil.telegram.wire import ApiError, utf16


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("gewoon", "gewoon", []),
        ("<b>a</b><strong>b</strong>", "ab", [Entity("bold", 0, 1), Entity("bold", 1, 1)]),
        ("<i>a</i><EM>b</em>", "ab", [Entity("italic", 0, 1), Entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [Entity("underline", 0, 1), Entity("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [Entity("strikethrough", 0, 1), Entity("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [Entity("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [Entity("spoiler", 0, 1)]),
        ('<a href="https://example.nl/?a=1&amp;b">hier</a>', "hier", None),
        ("<pre>a</pre><code>b</code>", "ab", [Entity("pre", 0, 1), Entity("code", 1, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [Entity("expandable_blockquote", 0, 1)]),
        ("😀<b>é<i>x</i></b>", "😀éx", [Entity("bold", 2, 2), Entity("italic", 3, 1)]),
        ("&lt;&gt;&amp;&quot;&#39;&#x1F600;", "<>&\"'😀", []),
        ("1 & 2 &nbsp; &amp;lt;", "1 & 2 &nbsp; &lt;", []),
        ("3 > 2", "3 > 2", []),
    ],
)
def test_what_telegram_knows(source: str, text: str, entities: list[Entity] | None) -> None:
    parsed = parse_html(source)
    assert parsed.text == text
    assert entities is None or list(parsed.entities) == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("é < 2 b", 'Unsupported start tag "" at byte offset 3'),
        ("a <2", "Unclosed start tag at byte offset 2"),
        ("een <br> regel", 'Unsupported start tag "br" at byte offset 4'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="rood">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b x>y</b>", 'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ],
)
def test_what_telegram_refuses(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert str(caught.value) == f"Bad Request: can't parse entities: {reason}"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(deadline=None)
@given(TEXT, TEXT)
def test_escaped_text_comes_out_as_it_went_in(before: str, inside: str) -> None:
    parsed = parse_html(f"{html.escape(before)}<b>{html.escape(inside)}</b>")
    assert parsed.text == before + inside
    bold = Entity("bold", utf16(before), utf16(inside))
    assert list(parsed.entities) == ([bold] if inside else [])


@settings(deadline=None)
@given(TEXT, TEXT, TEXT)
def test_stripping_keeps_entities_on_their_text(before: str, inside: str, after: str) -> None:
    parsed = parse_html(f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}").stripped()
    assert parsed.text == (before + inside + after).strip()
    units = parsed.text.encode("utf-16-le")
    for entity in parsed.entities:
        covered = units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        assert covered
        assert covered in inside
