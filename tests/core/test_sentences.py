"""Every code has a sentence, and every sentence says what to do, with placeholders that somebody fills."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from aparte import i18n, messages
from aparte.messages import say

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "desktop" / "aparte"
SOURCES = sorted(CORE.rglob("*.py"))


def _troubles() -> dict[str, set[str]]:
    """Return each code given to Trouble as a plain string, with the names of its parameters everywhere it is raised."""
    found: dict[str, set[str]] = {}
    for path in [*SOURCES, *sorted((ROOT / "ui" / "aparte_ui").rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "Trouble":
                continue
            if not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            code = str(node.args[0].value)
            found[code] = found[code] & given if code in found else given
    return found


TROUBLES = _troubles()


@pytest.mark.parametrize("code", sorted(TROUBLES))
def test_every_trouble_has_a_sentence_whose_placeholders_are_filled(code: str) -> None:
    assert code in messages.codes()
    said = say(code, dict.fromkeys(TROUBLES[code], "x"))
    assert "{" not in said, said


# What argparse says is put together by argparse, its blanks included.
OURS = sorted(code for code in messages.codes() if not code.startswith("argparse."))


@pytest.mark.parametrize("code", OURS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sentence_is_one_line_and_can_be_filled(code: str, language: str) -> None:
    i18n.set_language(language)
    bare = say(code, {})
    assert bare.strip() == bare
    assert "\n" not in bare
    names = {name for _text, name, _spec, _conversion in string.Formatter().parse(bare) if name}
    assert "{" not in say(code, dict.fromkeys(names, "x"))


def test_a_code_without_a_sentence_is_shown_not_hidden() -> None:
    assert "no.such" in say("no.such", {"n": 3})
    assert "3" in say("no.such", {"n": 3})


@pytest.mark.parametrize(
    "code",
    sorted(
        {
            str(node.value)
            for path in SOURCES
            if "messages" not in path.parts and path.parent.name in {"gate", "drafts"}
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith(("gate.", "log.", "draft.", "verdict."))
            and node.value.replace(".", "").replace("_", "").isalpha()
        }
    ),
)
def test_every_row_of_the_gate_and_every_finding_of_the_log_has_a_sentence(code: str) -> None:
    assert code in messages.codes()
