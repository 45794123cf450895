"""Two kinds of failure: the user's world (`Trouble`), and our own bugs (every other exception).

A Trouble carries a code and parameters, never a sentence: `aparte.messages` says it in the reader's language, with what
to do next. It is shown calmly; nothing was lost when it is raised.
"""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - a calm word on purpose: it is not an error of the program
    """The world did not do what we asked of it: a missing file, a full disk, a line that is not JSON.

    code: a key of `aparte.messages` ("file.missing"). params: what the sentence names (path, line, what).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the pipe between processes with its parameters."""
        return (_rebuild, (self.code, self.params))


def _rebuild(code: str, params: dict[str, object]) -> Trouble:
    return Trouble(code, **params)
