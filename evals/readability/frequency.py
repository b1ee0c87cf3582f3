"""How often a Dutch word is used, from the word lists of `wordfreq` (Apache-2.0, lists CC BY-SA 4.0)."""

from wordfreq import zipf_frequency


def zipf(word: str) -> float:
    """How often `word` is used on the Zipf scale, 0 when it is not in the lists."""
    return zipf_frequency(word, "nl")
