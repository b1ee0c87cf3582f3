"""A call that does not fit."""


class UsageError(Exception):
    """De aanroep klopt niet; de melding zegt wat wel kan."""


class UnknownCommandError(Exception):
    """Die opdracht is er niet; `known` zijn de opdrachten die er op die plaats wel zijn."""

    def __init__(self, where: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.where = where
        self.name = name
        self.known = known
