"""The sub-commands of the command line (CONTRACT.md), one small file a group, found by scan.

Decision: argparse, because the start of `aparte check` is part of what is measured and nothing else that we start
loads click. Each module of this folder gives `register(commands)`; the windows add theirs (`gallery`) through
`run(extra=…)`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from typing import TYPE_CHECKING, NoReturn

from aparte import __version__, i18n, messages
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DONE, NO, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
NOT_YET = ("watch", "source", "triage", "alerts", "feedback", "scorecard", "voice", "report", "space", "erase")
"""Commands of the contract whose time has not come."""


class Commands:
    """Where a module of this folder hangs its sub-commands."""

    def __init__(self) -> None:
        """Prepare an empty command line with the global options."""
        self.shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
        self.shared.add_argument("--home", metavar="DIR", help="data folder, instead of the per-user one")
        self.shared.add_argument("--json", action="store_true", help="one JSON document instead of words")
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
    i18n.set_language(i18n.preferred())
    try:
        return _run(argv, extra)
    except Trouble as trouble:
        _complain(messages.say(trouble.code, trouble.params))
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader left ("| head"): nothing more to say, and nothing for the interpreter's own last flush to trip on.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        path = error.filename or "?"
        _complain(messages.say("file.unwritable", {"path": path, "reason": error.strerror or error}))
        return UNUSABLE


def _run(argv: Sequence[str], extra: Sequence[Callable[[Commands], None]]) -> int:
    wanted = next((word for word in argv if not word.startswith("-")), "")
    if wanted in NOT_YET:
        raise Trouble("usage.not_yet", command=wanted)
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
    status: int = arguments.run(arguments)
    sys.stdout.flush()
    return status


def _complain(line: str) -> None:
    print(f"aparte: {' '.join(line.split())}", file=sys.stderr)
