"""Speed on this machine: figures and, where it says so, ratios against a named reference in the same run."""
