"""The models: one sentence about this computer, the engine, the files kept, and where a new one comes in."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte import messages
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.models import words
from aparte_ui.models.advice import Advice
from aparte_ui.models.confirm import confirm
from aparte_ui.models.dropzone import DropZone
from aparte_ui.models.enginecard import EngineCard
from aparte_ui.models.found import Found
from aparte_ui.models.modelrow import Heads, ModelRow
from aparte_ui.models.servercard import ServerCard
from aparte_ui.models.shelf import Shelf
from aparte_ui.models.stock import Stock
from aparte_ui.places import Place
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.progress import Progress
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from aparte.engine.downloads import Download
    from aparte.errors import Trouble
    from aparte.nouns import ModelFile
    from aparte_ui.mainwindow import MainWindow


class Models(Place):
    """The local models of this home."""

    def __init__(self, window: MainWindow) -> None:
        """Build the place; nothing is read before it is entered."""
        super().__init__()
        self._window = window
        theme = self._theme = window.app.theme
        self.stock = Stock(window.app)
        self.rows: dict[str, ModelRow] = {}
        self._subject, self._way_out = "", "add"
        self._heading = Heading(theme, "title")
        self._sentence = Text(theme, "hero", italic=False, wrap=True)
        self._without = Text(theme, "body", colour="ink2", wrap=True)
        self.engine = EngineCard(window)
        self._heads = Heads(theme)
        self.progress = Progress(theme, by_model=False)
        self.failure = Failure(theme)
        self.drop = DropZone(theme)
        self.shelf = Shelf(window)
        self.server = ServerCard(window.app)
        self._advice = Advice(theme)
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        page = QWidget()
        page.setProperty("surface", "clear")
        below = QHBoxLayout()
        below.setSpacing(theme.px(32))
        below.addWidget(self.drop, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._advice, 1)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._table.addWidget(self._heads)
        self._column = QVBoxLayout(page)
        self._column.setSpacing(theme.px(12))
        for widget in (self._heading, self._sentence, self._without):
            self._column.addWidget(widget)
        self._column.addSpacing(theme.px(4))
        self._column.addWidget(self.engine)
        self._column.addSpacing(theme.px(10))
        self._column.addLayout(self._table)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.failure)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self.shelf)
        self._column.addSpacing(theme.px(8))
        self._column.addLayout(below)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self.server)
        self._column.addStretch(1)
        scroll = self.area = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for hidden in (self._heads, self.progress, self.failure):
            hidden.hide()
        self.set_narrow(narrow=False)

    def _listen(self) -> None:
        stock = self.stock
        stock.changed.connect(self._show_models)
        stock.begun.connect(self._on_begun)
        stock.progressed.connect(self._on_progress)
        stock.heard.connect(self._on_heard)
        self.server.added.connect(self._on_server_added)
        stock.done.connect(self._on_done)
        stock.failed.connect(self._on_failed)
        self.engine.built.connect(stock.ask_engine)
        self.drop.given.connect(stock.add)
        self.shelf.arrived.connect(self._on_arrived)
        self.shelf.failed.connect(self._on_stopped)
        self.shelf.shown.connect(self._on_shelf_shown)
        self.progress.cancelled.connect(stock.stop)
        self.failure.retried.connect(self.failure.hide)
        self.failure.other_way.connect(self._go_other_way)

    # What the frame asks

    def entered(self) -> None:
        """Look at the memory and the files as they now are."""
        self.stock.look()
        self.shelf.look()
        self.drop.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Give up what is being done: the window closes."""
        self.engine.building.close()
        self.server.close_lane()
        self.stock.close()
        self.shelf.fetching.close()

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less margin in a narrow window."""
        px = self._theme.px
        side = px(24 if narrow else 40)
        self._column.setContentsMargins(side, px(14), side, px(24))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._heading.say(_("Models"))
        self._without.set_text(
            _(
                "Without a model, everything works except the prompter’s rewrites. "
                "Irony, tone and platform rules never need one."
            )
        )
        for part in (self.engine, self._heads, self.drop, self.server, self._advice, self.progress, self.shelf):
            part.retranslate()
        if self.failure.isHidden():
            self.failure.say("", "", _("Close"), _("Choose another file…"))
        self._show_models()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is under way."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.stock.doing:
            self.stock.stop()
        elif self.engine.building.is_running:
            self.engine.stop()

    # What is shown

    def _show_models(self) -> None:
        machine = self.stock.machine
        if machine is None:
            return
        self.engine.show_ability(machine.engine, machine.instructions)
        self.engine.state.look()
        self._heads.setVisible(bool(self.stock.models))
        can_run = machine.engine is not None and machine.engine.available
        for row in self._rows():
            row.show_state(
                machine,
                self.stock.found.get(row.model.name) or Found(),
                in_use=self.stock.in_use(row.model),
                busy=bool(self.stock.doing),
                can_run=can_run,
            )
        self.shelf.show_machine(machine, self.stock.models)
        self.drop.button.refuse(_("something else is under way") if self.stock.doing else "")

    def _on_shelf_shown(self) -> None:
        self._say_here()
        # Rows and cards come and go: Tab follows the page, not the order in which they were made.
        rows = [button for row in self.rows.values() for button in row.buttons.values()]
        ways = [self.progress.stop, self.failure.first, self.failure.second]
        stops = [self.engine.build, *rows, *ways, *self.shelf.stops(), self.drop.button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _say_here(self) -> None:
        if self.stock.machine is not None:
            used = next((model for model in self.stock.models if self.stock.in_use(model)), None)
            self._sentence.set_text(words.about_here(self.stock.machine, used, self.shelf.largest_that_fits()))

    def _rows(self) -> Sequence[ModelRow]:
        """Return a row a model, made or dropped as models come and go."""
        there = {key_of(model) for model in self.stock.models}
        for file in [file for file in self.rows if file not in there]:
            row = self.rows.pop(file)
            self._table.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, model in enumerate(self.stock.models, 1):
            if key_of(model) not in self.rows:
                row = self.rows[key_of(model)] = ModelRow(self._theme, model)
                row.asked.connect(partial(self._on_asked, model))
                self._table.insertWidget(place, row)
        return list(self.rows.values())

    # What is done

    def _on_asked(self, model: ModelFile, act: str) -> None:
        if act == "use":
            self.stock.use(model)
        elif act == "verify":
            self.stock.verify(model)
        elif act == "measure":
            self.stock.measure(model)
        elif act == "hear":
            self.stock.hear(model)
        elif act == "report":
            self.show_report(model)
        else:
            question = _("Remove {name}?").format(name=model.name)
            confirm(self._window, question, words.removal(model), _("Remove"), lambda: self.stock.remove(model))

    def show_report(self, model: ModelFile) -> None:
        """Open the report of a model's audition over the window."""
        from aparte.engine.audition import drafts
        from aparte_ui.models.report import ReportSheet

        found = self.stock.found.get(model.name)
        if found is None or found.report is None:
            return
        why = self.rows[key_of(model)].heard.hear.toolTip()
        texts = {draft.id: draft.text for draft in drafts()[1]}
        sheet = ReportSheet(self._window, model, found, texts, why)
        sheet.again.connect(partial(self.stock.hear, model))

    def _on_begun(self, what: str, name: str) -> None:
        self._subject = name
        self.failure.hide()
        self.progress.stop.setVisible(what != "remove")
        self.progress.start(words.under_way(what, name), 0)
        self.progress.show()

    def _on_progress(self, fraction: float) -> None:
        self.progress.set_done(round(fraction * 1000), 1000, numbers.percent(fraction))

    def _on_heard(self, done: int, count: int) -> None:
        said = _("{done} of {all} drafts").format(done=numbers.number(done), all=numbers.number(count))
        self.progress.set_done(done, count, said)

    def _on_server_added(self, model: ModelFile) -> None:
        self.stock.keep_server(model)
        self._window.say(_("{name} was added.").format(name=model.name))

    def _on_done(self, what: str, result: object) -> None:
        self.progress.finish()
        self.progress.hide()
        if what == "verify" and not result[1]:  # type: ignore[index]  # the model, and whether it is unchanged
            sentence = _("It is no longer the file that was added: remove it, and add it again from its source.")
            if result[0].address:  # type: ignore[index]  # the same
                sentence = _("The server answers, but no longer has this model.")
            self._fail(_("{name} has changed").format(name=self._subject), sentence, "remove")
            return
        self._window.say(words.done(what, self._subject))
        if what == "hear":
            # The report is what it was heard for; it is shown once the row has it.
            self.stock.look(partial(self.show_report, result[0]))  # type: ignore[index]  # the model and its report

    def _on_arrived(self, model: ModelFile) -> None:
        if not any(self.stock.in_use(one) for one in self.stock.models):
            self.stock.use(model)
        self._window.say(words.done("get", model.name))
        self.stock.look()

    def _on_stopped(self, download: Download, trouble: Trouble) -> None:
        """Say what ended a download for good; what can go on says so on its own card."""
        if trouble.code in {"download.paused", "download.cancelled"}:
            self._window.say(messages.say(trouble.code, trouble.params))
        elif not download.kept_bytes and trouble.code != "net.other_host":
            self._subject = ""
            self._fail(words.not_done("get", download.name), messages.say(trouble.code, trouble.params), "add")

    def _on_failed(self, what: str, error: Trouble) -> None:
        self.progress.finish()
        self.progress.hide()
        code = getattr(error, "code", "")
        if not code or code in {"model.cancelled", "engine.cancelled"}:
            kept = what == "hear"
            self._window.say(
                _("Stopped. What was heard is kept.") if kept else _("Stopped. Nothing half-done was kept.")
            )
            return
        self._fail(words.not_done(what, self._subject), messages.say(code, error.params), what)

    def _fail(self, title: str, sentence: str, way_out: str) -> None:
        """Say what failed; way_out: what may be tried instead, on the same model or with another file."""
        self._way_out = way_out
        self.failure.say(title, sentence, _("Close"), words.way_out(way_out))
        self.failure.show()

    def _go_other_way(self) -> None:
        self.failure.hide()
        model = next((model for model in self.stock.models if model.name == self._subject), None)
        if model is not None:
            self._on_asked(model, self._way_out)
        else:
            self.drop.button.click()


def key_of(model: ModelFile) -> str:
    """Return what a row is known by: the file of a model, or the name of one that has none."""
    return model.file or model.name
