"""The program's own log: HOME/logs/aparte.log, three files of a quarter of a megabyte, readable by the user only.

It holds ids, lengths and places in our code: never a draft, a post or a name. It refuses to stop the program: where it
can't be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from typing import TYPE_CHECKING

from aparte import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "aparte.log"
MOST_BYTES = 250_000
KEPT = 2


@contextlib.contextmanager
def kept(home: Path) -> Iterator[None]:
    """Keep what `aparte` and `aparte_ui` log, from warnings up, in the data folder for the length of the block."""
    try:
        path = paths.private_file(paths.private_dir(home / "logs") / FILE)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        yield
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = [logging.getLogger(name) for name in ("aparte", "aparte_ui")]
    for log in ours:
        log.addHandler(handler)
    try:
        yield
    finally:
        for log in ours:
            log.removeHandler(handler)
        handler.close()
