"""Rows as values that JSON knows."""

from datetime import date, datetime

Plain = str | int | float | None
Line = dict[str, Plain]


def as_plain(value: object) -> Plain:
    """Give a value of a column; moments and days as ISO 8601."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value).__name__)
