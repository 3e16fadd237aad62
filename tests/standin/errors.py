"""A refusal: what AWS answers instead of a result."""


class Refusal(Exception):
    """An error answer with AWS's code and exact message."""

    def __init__(self, status, code, message):
        super().__init__("%s: %s" % (code, message))
        self.status = status
        self.code = code
        self.message = message


class Odd(Refusal):
    """Something that no correct client sends. The test that caused it fails."""

    def __init__(self, message):
        super().__init__(400, "MalformedInput", message)


class Dropped(Exception):
    """The connection ends here, without (the rest of) an answer."""
