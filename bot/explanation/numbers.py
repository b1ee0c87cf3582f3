"""Numbers the way they are written in Dutch."""


def dutch(number: float, digits: int = 1) -> str:
    """`number` with a point for thousands and a comma for the fraction, at most `digits` decimals."""
    text = f"{number:,.{digits}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
