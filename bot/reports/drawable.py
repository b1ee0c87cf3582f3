"""Text that can be drawn with the fonts that come with Typst."""

import re
from unicodedata import category

MISSING = "□"
_UNCERTAIN = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u04ff\u1e00-\u1fff\u2000-\u2040\u20a0-\u20c0\u2190-\u22ff" + MISSING + "]"
)
"""Outside the Latin, Greek and Cyrillic letters and the signs that its fonts have (measured: 0.15)."""


def drawable(text: str) -> str:
    """`text` with a small square for each character that the fonts may not have, such as an emoji.

    PDF/UA refuses a character without a glyph; a note must not fail on one in a description.
    """
    return "".join(one if category(one) != "Cn" else MISSING for one in _UNCERTAIN.sub(MISSING, text))
