"""Whether a quote really stands in a text."""

import re

LONGEST = 300
"""Characters of a quote; who quotes a whole message quotes nothing."""

_BREAK = re.compile(r"\s+")


def verbatim(quote: str, text: str) -> str | None:
    """The words of `text` that `quote` repeats, or None when they are not there.

    Every character has to be there, in whole words; only white space may differ.
    """
    written = _BREAK.sub("", quote)
    if not any(map(str.isalnum, written)) or len(written) > LONGEST:
        return None
    spaced = r"\s*".join(map(re.escape, written))
    found = re.search(rf"(?<!\w){spaced}(?!\w)", text)
    return found.group() if found else None
