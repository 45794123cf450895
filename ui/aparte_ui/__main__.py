"""The `aparte` command: with arguments the command line, without any the window."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run `aparte` and return its exit status."""
    import multiprocessing

    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    if arguments:
        from aparte import cli
        from aparte_ui import gallery

        return cli.run(arguments, extra=[gallery.register])
    from aparte_ui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
