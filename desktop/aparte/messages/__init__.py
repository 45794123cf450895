"""Code -> sentence, in the reader's language: every finding, reason and trouble of the program.

Decision: a folder of small tables, one a room of the house, found by scan; a finding stored years ago is said in today's
language because only its code and parameters were kept. Set aside: sentences inside the rules, which freeze a language
into the archive.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from aparte.i18n import _, day_of, number

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACES = ("line", "number", "expected", "byte", "status", "columns")
"""The parameters that say which one, not how many: their figures are written as they are."""
_PARTICULARS = re.compile(r"\s*[:(][^:(]*\{\w+\}.*\Z", re.DOTALL)
"""What follows the general part of a sentence: " ({count} of {limit})", ": {what}"."""
_DAYS = ("as_of", "day")
"""The parameters that hold a day of the calendar, as YYYY-MM-DD."""


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    table: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        table.update(importlib.import_module(f"{__name__}.{module.name}").SENTENCES)
    return table


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences())


def say(code: str, params: Mapping[str, object]) -> str:
    """Return the sentence of `code` with its parameters filled in.

    A code without a sentence is shown as it is, with its parameters: ugly, but never silent.
    """
    sentence = _sentences().get(code)
    if sentence is None:
        return f"{code} {dict(params)}" if params else code
    return _(sentence).format_map(_Params(_in_words(params)))


def named(code: str) -> str:
    """Return the sentence of `code` without its particulars, as the name of a kind: "facts lost", "too long"."""
    sentence = _sentences().get(code)
    return _PARTICULARS.sub("", _(sentence)) if sentence else code


def _in_words(params: Mapping[str, object]) -> dict[str, object]:
    """Return `params` as people read them: figures grouped, days in full, the source of a rule in their language."""
    said = {name: number(value) if _counts(value, name) else value for name, value in params.items()}
    for name in _DAYS:
        if isinstance(written := said.get(name), str):
            said[name] = day_of(written)
    if isinstance(source := said.get("source"), str):
        said["source"] = _(source)
    return said


def _counts(value: object, name: str) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and name not in _PLACES


class _Params(dict[str, object]):
    """Leaves a placeholder visible when its value is missing, instead of failing in front of the user."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
