"""What is wrong in a query, and where."""


class QueryMistake(ValueError):
    """A mistake at a character of the query, from 0; `help` says what is expected there."""

    def __init__(self, at: int, message: str, help: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.help = help
