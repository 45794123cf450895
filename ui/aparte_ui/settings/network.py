"""What may be called on the network: the addresses typed for a server's model, and a way to close each one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte_ui.settings.items import Item, Items
from aparte_ui.settings.rows import Group, Row
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import ModelFile
    from aparte_ui.mainwindow import MainWindow


class NetworkGroup(Group):
    """One row: nothing but these addresses is ever called."""

    def __init__(self, window: MainWindow) -> None:
        """Read nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self._open: Sequence[ModelFile] = ()
        self._here: Sequence[ModelFile] = ()
        self.models = Button(theme)
        self.opened = Items(theme)
        self._row = Row(theme, self.models)
        self._row.below(self.opened)
        self.add(self._row)
        self.models.clicked.connect(lambda: window.go("models"))
        self.opened.acted.connect(self._on_close)

    def look(self) -> None:
        """Read in the disk lane which servers are kept."""
        home = self._window.app.home

        def work() -> Sequence[ModelFile]:
            from aparte.engine.catalogue import listed

            return [model for model in listed(home) if model.address]

        self._window.app.disk.do(work, self._on_found)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Network"), _("Closed, but for what you open yourself, one address at a time."))
        self.models.set_text(_("Look at the models"))
        self._show()

    def _on_found(self, found: Sequence[ModelFile]) -> None:
        self._open = [model for model in found if model.opened]
        self._here = [model for model in found if not model.opened]
        self._show()

    def _show(self) -> None:
        here = ", ".join(dict.fromkeys(model.address for model in self._here))
        note = _("Models come from the models’ page: a download asks each time, a server is asked at its own address.")
        if here:
            note = f"{note} {_('Kept without an open network: {addresses}.').format(addresses=here)}"
        self._row.say(_("Servers on other computers"), note)
        items = [Item(model.name, model.address, _("Open for {name}").format(name=model.name)) for model in self._open]
        self.opened.show_items(items, _("Close"))

    def _on_close(self, name: str) -> None:
        app = self._window.app

        def work() -> None:
            from aparte.engine import catalogue, servers

            servers.shut(app.home, catalogue.find(app.home, name))

        def closed(_nothing: None) -> None:
            served = app.served()
            if served is not None and served.name == name:
                # After what is under way there: the next rewrite meets a closed door.
                app.engine().cancel()
                app.prompter.do(app.engine().hang_up)
            self._window.say(_("The network is closed for {name}.").format(name=name))
            self.look()

        app.disk.do(work, closed)
