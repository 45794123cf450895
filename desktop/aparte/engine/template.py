"""A model's own chat template: a conversation as the tokens that the model was taught to read.

The template is a small foreign program inside the model's file, so it is tried when the model is loaded. It refuses to
cut the last message, which holds the draft: the first one, the rules, is shortened before it says no.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Protocol

import jinja2

from aparte.engine.prefix import shared
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Messages = Sequence[tuple[str, str]]

LEAST_ANSWER = 16
"""Tokens that must stay free for an answer, whatever the prompt."""
MARGIN = 4
"""Tokens: marks of beginning and end that the engine may add by itself."""
ERRORS = (jinja2.TemplateError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What a chat template may raise."""
_PROBE = (("system", "a"), ("user", "b"))
_OTHERS = ("a", "«1")
"""Last messages that share no beginning: what their prompts have in common does not depend on the draft."""


class Formatter(Protocol):
    """What makes one text of a conversation (llama_cpp's Jinja2ChatFormatter)."""

    def __call__(self, *, messages: list[dict[str, str]]) -> Any:
        """Return something with a `prompt`."""


class Template:
    """Turns conversations into prompts for one loaded model."""

    def __init__(self, formatter: Formatter | None, tokenize: Callable[[str, bool], list[int]]) -> None:
        """Try `formatter`. tokenize: text and whether to add the mark of beginning -> tokens.

        None for a model without a template: it then reads the messages one after the other. Raises
        Trouble("engine.template") when the template can't be used.
        """
        self._formatter, self._tokenize = formatter, tokenize
        self._takes_system = True
        try:
            self._takes_system = self._takes(_PROBE)
            if not self._takes_system:
                self.text(_PROBE)
        except ERRORS as error:
            raise broken(error) from None

    def tokens(self, messages: Messages) -> list[int]:
        """Return the prompt of a conversation, ready for the model's answer."""
        return self._tokenize(self.text(messages), self._formatter is None)

    def text(self, messages: Messages) -> str:
        """Return the prompt as text."""
        given = [{"role": role, "content": text} for role, text in self._roles(messages)]
        if self._formatter is None:
            return "\n\n".join(message["content"] for message in given) + "\n\n"
        rendered: str = self._formatter(messages=given).prompt
        return rendered

    def constant(self, messages: Messages, tokens: list[int]) -> int:
        """Return how many of `tokens`, the prompt of `messages`, come before anything of the last message."""
        *before, (role, _draft) = messages
        others = [self.tokens([*before, (role, other)]) for other in _OTHERS]
        return shared(tokens, *others)

    def answer(self, messages: Messages, tokens: list[int], answer: str) -> int:
        """Return the first token of `answer` as it would follow the prompt `tokens` of `messages`."""
        whole = self._tokenize(self.text(messages) + answer, self._formatter is None)
        at = shared(tokens, whole)
        return whole[at] if at < len(whole) else self._tokenize(answer, False)[0]

    def fitted(self, messages: Messages, room: int, context: int) -> Messages:
        """Return the conversation, its first message shortened from its end until the prompt takes `room` tokens.

        Raises Trouble("engine.too_long") when the last message alone is too long for the `context`.
        """
        (role, rules), *rest = messages
        over = len(self.tokens(messages)) - room
        if over > 0 and rest:
            kept = bisect_right(range(len(rules)), room, key=lambda cut: len(self.tokens([(role, rules[:cut]), *rest])))
            rules = rules[: max(0, kept - 1)]
            over = len(self.tokens([(role, rules), *rest])) - room
        if over > 0:
            raise Trouble("engine.too_long", over=over, context=context)
        return [(role, rules), *rest]

    def _takes(self, messages: Messages) -> bool:
        """Tell whether the template has a place for the system's role; some refuse it, each in its own way."""
        try:
            self.text(messages)
        except ERRORS:
            return False
        return True

    def _roles(self, messages: Messages) -> Messages:
        if self._takes_system or not messages or messages[0][0] != "system":
            return messages
        (_system, rules), (role, text), *rest = messages
        return [(role, f"{rules}\n\n{text}"), *rest]


def broken(error: Exception) -> Trouble:
    """Return what to say of a template that can't be used."""
    return Trouble("engine.template", what=" ".join(str(error).split())[:200])
