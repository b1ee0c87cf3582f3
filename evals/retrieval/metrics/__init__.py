"""One measure a file: what the number means and its edge cases, then the number."""
