"""The walls of the house, as tests: layers, one door each, sizes, and a core that runs without Qt."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "desktop" / "aparte"
UI = ROOT / "ui" / "aparte_ui"
SOURCES = sorted([*CORE.rglob("*.py"), *UI.rglob("*.py")])

DOORS = {
    "PySide6": ["ui/aparte_ui/"],
    "llama_cpp": ["desktop/aparte/engine/llama.py"],
    "sqlite3": ["desktop/aparte/archive/"],
    "sqlite_utils": ["desktop/aparte/archive/"],
    "sqlcipher3": ["desktop/aparte/archive/cipher.py"],
    "cryptography": ["desktop/aparte/archive/keyfile.py", "desktop/aparte/archive/sealedlines.py"],
    "socket": ["desktop/aparte/net.py", "desktop/aparte/nethttp.py", "desktop/aparte/netstream.py"],
    "http": ["desktop/aparte/nethttp.py", "desktop/aparte/netstream.py"],
    "ssl": ["desktop/aparte/nethttp.py", "desktop/aparte/netstream.py"],
    "httpx": ["desktop/aparte/net.py"],
    "keyring": ["desktop/aparte/secrets.py"],
    "platformdirs": ["desktop/aparte/paths.py"],
    "vaderSentiment": ["desktop/aparte/scorers/sentiment.py"],
}
"""Who alone may import what."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
BROAD_EXCEPTS = 3
"""A finished job, the engine process loop, one row of an import."""


def imports_of(path: Path) -> set[str]:
    """Return the top-level packages imported anywhere in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def name(path: Path) -> str:
    """Return the path as the house names it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("package", sorted(DOORS))
def test_each_foreign_package_has_one_door(package: str) -> None:
    strangers = [
        name(path)
        for path in SOURCES
        if package in imports_of(path) and not any(name(path).startswith(door) for door in DOORS[package])
    ]
    assert strangers == []


def test_no_file_is_over_the_wall() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    long = {
        f"{name(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_broad_excepts_stand_at_three_doors_only() -> None:
    broad = [
        f"{name(path)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"except( Exception| BaseException)?:", line)
    ]
    assert len(broad) <= BROAD_EXCEPTS, broad


def test_every_module_says_why_it_exists() -> None:
    silent = [name(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_the_core_runs_without_qt() -> None:
    program = (
        "import sys, pkgutil, importlib, aparte\n"
        "for m in pkgutil.walk_packages(aparte.__path__, 'aparte.'):\n"
        "    importlib.import_module(m.name)\n"
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "desktop"), "PATH": ""},
    )
    assert done.stdout.strip() == "[]"


def test_a_bundle_gives_way_to_the_engines_process_before_anything_else() -> None:
    source = (UI / "__main__.py").read_text(encoding="utf-8")
    main = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == "main")
    calls = [node for node in ast.walk(main) if isinstance(node, ast.Call)]
    first = min(calls, key=lambda call: (call.lineno, call.col_offset))
    assert ast.unparse(first) == "multiprocessing.freeze_support()"
    assert not re.search(r"^(from|import) aparte", source, re.MULTILINE), "imported before freeze_support was asked"


def test_layers_hold() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--config",
            str(ROOT / "pyproject.toml"),
            "--no-cache",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_types_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_ruff_has_nothing_to_say(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
