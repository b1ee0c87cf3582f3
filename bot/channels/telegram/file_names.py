"""The name of a file that somebody sent: only ever a name, never a way to a folder."""

import re

from knowledge.documents.errors import shown

_SUFFIX = re.compile(r"\.\w{1,9}$")
_STEM_BYTES = 150
"""A file system takes 255 bytes for a name; a letter can be four."""


def plain_name(given: str, untitled: str) -> str:
    """The last part of `given` as the name of a file in any folder; `untitled` when nothing is left of it.

    The ending stays, because it tells what kind of file it is.
    """
    last = re.split(r"[/\\]", given)[-1]
    visible = shown(last, len(last))
    ending = _SUFFIX.search(visible)
    suffix = ending[0] if ending else ""
    stem = visible.removesuffix(suffix).encode()[:_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"{stem or untitled}{suffix}"
