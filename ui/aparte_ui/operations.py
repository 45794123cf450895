"""One short function per action of the person: work in a lane, then what the window shows.

Palette, keys and buttons all come here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aparte.i18n import _, language, ngettext
from aparte.nouns import Brand, Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.archive.spaces import Space
    from aparte.drafts.autosave import Journal
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

FIRST_PLATFORMS = ("x", "linkedin", "instagram")
"""Where a first draft goes until the person chooses: the three that most freelancers write for."""


def create_client(window: MainWindow, name: str, colour: str = "", text: str = "") -> None:
    """Make a client's space and open it on an empty page, or on `text`."""
    colours = window.app.theme.client_colors()

    def work() -> Space:
        from aparte.archive.spaces import add_space, spaces

        chosen = colour or colours[len(spaces(window.app.home)) % len(colours)]
        return add_space(window.app.home, Brand(id="", name=name, colour=chosen))

    window.app.disk.do(work, lambda space: _open_new(window, space, text))


def ask_client(window: MainWindow, text: str = "") -> None:
    """Ask for the name of a new client, over the window; `text` becomes its first draft."""
    from aparte_ui.asking import ask_line

    months = Brand(id="", name="").keep_months
    kept = ngettext(
        "What others write is kept {months} month, then let go. The settings change that.",
        "What others write is kept {months} months, then let go. The settings change that.",
        months,
    )
    ask_line(
        window,
        _("Who do you write for?"),
        _("Create a client"),
        lambda name: create_client(window, name, text=text),
        note=kept.format(months=months),
    )


def name_version(window: MainWindow, session: Session) -> None:
    """Keep the text as it stands under a name."""
    from aparte_ui.asking import ask_line

    def keep(name: str) -> None:
        session.keep_version("named", name)
        window.say(_("Version kept: {name}").format(name=name))

    if session.draft is not None:
        ask_line(window, _("What is this version called?"), _("Keep this version"), keep)


def learn_word(window: MainWindow, word: str, then: Callable[[], None]) -> None:
    """Teach the dictionary a word of this client."""
    space = window.workspace.space
    if space is None:
        return

    def work() -> Space:
        from aparte.archive.spaces import save_brand

        return save_brand(space, replace(space.brand, words=(*space.brand.words, word)))

    def learned(changed: Space) -> None:
        window.workspace.replace_space(changed)
        then()

    window.app.disk.do(work, learned)


def visit(window: MainWindow, text: str = "") -> None:
    """Open the sample client of the language of the screen, with its drafts and its archive; `text` is one more."""
    wanted = language()

    def work() -> Space:
        from aparte.drafts.sample import sample_space

        return sample_space(window.app.home, wanted)

    window.app.disk.do(work, lambda space: _open_new(window, space, text))


def _open_new(window: MainWindow, space: Space, text: str) -> None:
    window.workspace.list_spaces()
    # What was typed before there was a client is not lost.
    window.workspace.open(space, lambda: new_draft(window, text) if text.strip() else window.go("desk"))


def open_client(window: MainWindow, space: Space) -> None:
    """Turn to another client; nothing of the first one stays on screen."""
    from aparte_ui import spacecare

    def opened() -> None:
        window.go(window.place if window.place != "first" else "desk")
        spacecare.look_after(window, space)

    window.workspace.open(space, opened)


def new_draft(window: MainWindow, text: str = "") -> None:
    """Put an empty page, or `text`, on the desk."""
    platforms = _usual_platforms(window)

    def work(journal: Journal) -> Draft:
        return journal.create(Draft(id="", base_text=text, versions=dict.fromkeys(platforms)))

    def made(draft: object) -> None:
        window.go("desk")
        open_draft(window, draft.id)  # type: ignore[attr-defined]  # what `work` returned

    window.workspace.change(work, made)


def open_draft(window: MainWindow, draft_id: str) -> None:
    """Put a draft on the page, as it is on disk: the list may be older than what was typed a moment ago."""
    desk = window.place_of("desk")
    if desk is not None:
        window.workspace.fetch(draft_id, desk.open_draft)  # type: ignore[attr-defined]  # only the desk has one
        window.app.change(last_draft=draft_id)


def bin_draft(window: MainWindow, draft_id: str) -> None:
    """Put a draft in the bin; thirty days to change one's mind."""
    window.workspace.change(lambda journal: journal.bin(draft_id), lambda _done: _after_bin(window, draft_id))


def _after_bin(window: MainWindow, draft_id: str) -> None:
    window.say(_("In the bin for 30 days."))
    desk = window.place_of("desk")
    if desk is not None:
        desk.binned(draft_id)  # type: ignore[attr-defined]  # the same


def unbin_draft(window: MainWindow, draft_id: str) -> None:
    """Take a draft out of the bin, and open it."""
    window.workspace.change(lambda journal: journal.unbin(draft_id), lambda _done: open_draft(window, draft_id))


def speak(window: MainWindow, code: str) -> None:
    """Speak another language at once."""
    window.app.set_language(code)
    window.app.change(language=code)
    window.retranslate()


def wear(window: MainWindow, theme: str) -> None:
    """Wear other colours at once: "light", "dark" or "system"."""
    window.app.theme.use(theme)
    window.app.change(theme=theme)


def _usual_platforms(window: MainWindow) -> tuple[str, ...]:
    """Return the platforms of the newest draft: most people always write for the same ones."""
    newest = max(window.workspace.drafts, key=lambda draft: draft.updated_at, default=None)
    return tuple(newest.versions) if newest and newest.versions else FIRST_PLATFORMS
