"""A call that does not fit."""


class UsageError(Exception):
    """De aanroep klopt niet; de melding zegt wat wel kan."""
