"""The sub-commands of the command line (CONTRACT.md), one small file a group, found by scan.

Decision: argparse, because the start of `aparte check` is part of what is measured and nothing else that we start
loads click. Each module of this folder gives `register(commands)`; the windows add theirs (`gallery`) through
`run(extra=…)`.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from aparte import __version__, i18n, messages
from aparte.errors import Trouble
from aparte.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DONE, NO, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
NOT_YET = ("watch", "source", "triage", "alerts", "scorecard", "voice", "report")
"""Commands of the contract whose time has not come."""


class Commands:
    """Where a module of this folder hangs its sub-commands."""

    def __init__(self) -> None:
        """Prepare an empty command line with the global options."""
        self.shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
        self.shared.add_argument(
            "--home", type=_folder, metavar="DIR", help=_("data folder, instead of the per-user one")
        )
        self.shared.add_argument(
            "--passphrase-file", metavar="F", help=_("opens an encrypted client: its passphrase or recovery phrase")
        )
        self.shared.add_argument("--json", action="store_true", help=_("one JSON document instead of words"))
        self.parser = _Parser(prog="aparte", parents=[self.shared], allow_abbrev=False)
        self.parser.add_argument("--version", action="version", version=f"aparte {__version__}")
        self._commands = self.parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(self, name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        """Add the sub-command `name`; `run` gets the arguments and returns the exit status."""
        parser = self._commands.add_parser(
            name, parents=[self.shared], help=summary, description=summary, allow_abbrev=False
        )
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, summary: str) -> Callable[..., argparse.ArgumentParser]:
        """Add a command with actions of its own ("model add"); returns the function that adds one."""
        parser = self._commands.add_parser(
            name, help=summary, description=summary, parents=[self.shared], allow_abbrev=False
        )
        actions = parser.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser, required=True)

        def add(action: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
            sub = actions.add_parser(
                action, parents=[self.shared], help=summary, description=summary, allow_abbrev=False
            )
            sub.set_defaults(run=run)
            return sub

        return add


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the usage at the user."""

    def error(self, message: str) -> NoReturn:
        raise Trouble("usage", what=message, command=self.prog.removeprefix("aparte").strip())


def run(argv: Sequence[str], extra: Sequence[Callable[[Commands], None]] = ()) -> int:
    """Run one command line and return its exit status; what is wrong is said in one line on standard error."""
    _open_streams()
    i18n.set_language(i18n.preferred())
    # argparse asks its own module for these two, in the language of the system: it now asks ours (messages/usage.py).
    vars(argparse).update(_=_, ngettext=i18n.ngettext)
    try:
        status = _run(argv, extra)
        sys.stdout.flush()
    except Trouble as trouble:
        _complain(trouble)
        status = UNUSABLE
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit as done:
        status = int(done.code or DONE)
    except BrokenPipeError:
        # The reader left ("| head"): nothing more to say.
        _let_go_of_output()
        status = DONE
    except OSError as error:
        status = _failed(error)
    return status


def _run(argv: Sequence[str], extra: Sequence[Callable[[Commands], None]]) -> int:
    command = _command_of(argv)
    if command in NOT_YET:
        raise Trouble("usage.not_yet", command=command)
    commands = Commands()
    for module in pkgutil.iter_modules(__path__):
        register = getattr(importlib.import_module(f"{__name__}.{module.name}"), "register", None)
        if register is not None:
            register(commands)
    for register in extra:
        register(commands)
    arguments = commands.parser.parse_args(argv)
    if not getattr(arguments, "command", None):
        commands.parser.print_help()
        return DONE
    if getattr(arguments, "home", None):
        os.environ["APARTE_HOME"] = arguments.home
    from aparte.cli.opening import opening

    with opening(getattr(arguments, "passphrase_file", None)):
        status: int = arguments.run(arguments)
    return status


def _command_of(argv: Sequence[str]) -> str:
    """Return the first word that is neither an option nor the value of a global one."""
    words = iter(argv)
    for word in words:
        if word in {"--home", "--passphrase-file"}:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _folder(value: str) -> str:
    if not value:
        raise argparse.ArgumentTypeError(_("a folder must be named"))
    return value


def _open_streams() -> None:
    """Make the standard streams usable whatever they were opened as.

    A closed one leads nowhere instead of failing at the first word; what goes to a file or a pipe is UTF-8 on every
    system; a character the terminal can't show is replaced, never a failure.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def _failed(error: OSError) -> int:
    """Say what the system refused, and where."""
    reason = error.strerror or error
    if not error.filename:
        _let_go_of_output()
        _complain(Trouble("output.unwritable", reason=reason))
    elif os.environ.get("APARTE_HOME") == str(error.filename):
        _complain(Trouble("home.unusable", path=error.filename, reason=reason))
    else:
        _complain(Trouble("file.unwritable", path=error.filename, reason=reason))
    return UNUSABLE


def _let_go_of_output() -> None:
    """Send what is still unwritten nowhere, or the interpreter's own last flush would trip on it and say so."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(trouble: Trouble) -> None:
    # By its line ends only: split() would also cut at the no-break spaces of French.
    line = " ".join(messages.say(trouble.code, trouble.params).splitlines()).replace("  ", " ")
    # A line of the user's file begins with its place, as compilers do: editors jump there.
    print(line if trouble.code.startswith("json.") else f"aparte: {line}", file=sys.stderr)
