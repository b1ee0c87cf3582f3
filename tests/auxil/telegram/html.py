"""`parse_mode=HTML` as Telegram reads it: a few tags, strictly nested, everything else refused."""

import re
from dataclasses import dataclass, replace

from tests.auxil.telegram.wire import ApiError, Json, bad_request, utf16

TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_NAME = re.compile(r"</?([^\s>]*)")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>]++)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.\-]+))|(?!\s*=))""")
_END = re.compile(r"\s*>")
_CHARACTER = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|([A-Za-z]+));?")


@dataclass(frozen=True)
class Entity:
    """A piece of formatted text; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def as_json(self) -> Json:
        body: dict[str, Json] = {"type": self.type, "offset": self.offset, "length": self.length}
        return body if self.url is None else {**body, "url": self.url}


@dataclass(frozen=True)
class Formatted:
    """Text as the user sees it, and how it is formatted."""

    text: str
    entities: tuple[Entity, ...] = ()

    def stripped(self) -> "Formatted":
        """Without white space around it, as every message is stored."""
        text = self.text.strip()
        skipped = utf16(self.text) - utf16(self.text.lstrip())
        kept = []
        for entity in self.entities:
            start = max(entity.offset - skipped, 0)
            end = min(entity.offset - skipped + entity.length, utf16(text))
            if start < end:
                kept.append(replace(entity, offset=start, length=end - start))
        return Formatted(text, tuple(kept))


@dataclass(frozen=True)
class _Open:
    tag: str
    type: str
    offset: int
    url: str | None


def parse_html(source: str) -> Formatted:
    """The plain text and its entities.

    Raises:
        ApiError: as the real server would say it, with the offset in UTF-8 bytes.
    """
    plain: list[str] = []
    length = 0
    entities: list[Entity] = []
    stack: list[_Open] = []
    at = 0
    while at < len(source):
        if source.startswith("</", at):
            opened, at = _end_tag(source, at, stack)
            if opened.tag != "a" or opened.url is not None:
                entities.append(Entity(opened.type, opened.offset, length - opened.offset, opened.url))
        elif source[at] == "<":
            opened, at = _start_tag(source, at, length)
            stack.append(opened)
        else:
            character, at = _character(source, at)
            plain.append(character)
            length += utf16(character)
    if stack:
        raise _refused(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    ordered = sorted((e for e in entities if e.length), key=lambda e: (e.offset, -e.length, e.type))
    return Formatted("".join(plain), tuple(ordered))


def _start_tag(source: str, at: int, offset: int) -> tuple[_Open, int]:
    where = f"at byte offset {len(source[:at].encode())}"
    name = _NAME.match(source, at)
    if name is None or name.end() == len(source):
        raise _refused(f"Unclosed start tag {where}")
    tag = name[1].lower()
    if tag not in TAGS:
        raise _refused(f'Unsupported start tag "{tag}" {where}')
    attributes: dict[str, str | None] = {}
    at = name.end()
    while attribute := _ATTRIBUTE.match(source, at):
        value = next((group for group in attribute.groups()[1:] if group is not None), None)
        if value is None and (tag, attribute[1]) != ("blockquote", "expandable"):
            raise _refused(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}')
        attributes[attribute[1].lower()] = value
        at = attribute.end()
    end = _END.match(source, at)
    if end is None:
        raise _refused(f"Unclosed start tag {where}")
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _refused(f'Tag "span" must have class "tg-spoiler" {where}')
    kind = "expandable_blockquote" if "expandable" in attributes else TAGS[tag]
    return _Open(tag, kind, offset, attributes.get("href") if tag == "a" else None), end.end()


def _end_tag(source: str, at: int, stack: list[_Open]) -> tuple[_Open, int]:
    where = f"at byte offset {len(source[:at].encode())}"
    if not stack:
        raise _refused(f"Unexpected end tag {where}")
    name = _NAME.match(source, at)
    end = _END.match(source, name.end()) if name else None
    if name is None or end is None:
        raise _refused(f"Unclosed end tag {where}")
    opened = stack.pop()
    if name[1].lower() not in ("", opened.tag):
        found = name[1].lower()
        raise _refused(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{found}>"')
    return opened, end.end()


def _character(source: str, at: int) -> tuple[str, int]:
    """One character; what looks like an entity and is none, such as &nbsp;, stays as it was typed."""
    if source[at] == "&" and (found := _CHARACTER.match(source, at)):
        decimal, hexadecimal, name = found.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
        if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code), found.end()
        if name in NAMED:
            return NAMED[name], found.end()
    return source[at], at + 1


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
