"""The audition through the real pipeline: what passes and what is refused is counted, kept, never invented."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from aparte.engine import audition as hearing
from aparte.engine import catalogue, servers
from aparte.engine.beside import circumstances
from aparte.engine.client import Engine
from aparte.engine.facts import facts
from aparte.engine.prompter import Prompter
from aparte.errors import Trouble
from aparte.messages import codes, named, say
from aparte.nouns import ModelFile
from aparte.text.language import detect
from tests.chatserver import ChatServer, chatting
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FIXED = hearing.drafts()[1]


@pytest.fixture
def engines() -> Iterator[Callable[..., Engine]]:
    made: list[Engine] = []

    def make(answers: list[str]) -> Engine:
        made.append(Engine("scripted", answers))
        return made[-1]

    yield make
    for engine in made:
        engine.stop()


@pytest.fixture
def model(home: Path) -> ModelFile:
    (home / "models").mkdir(parents=True)
    return ModelFile(
        name="heard", file="heard.gguf", sha256="1", size_bytes=1, architecture="llama", layers=1, context_tokens=1,
        ram_bytes=1,
    )  # fmt: skip


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hear eight drafts instead of 24, where their number says nothing."""
    monkeypatch.setattr(hearing, "drafts", lambda: (1, FIXED[:8]))


def kindly(text: str) -> str:
    """Return a wording of the draft that keeps all of it and adds one plain thing."""
    return f"{text} Merci !" if detect(text) == "fr" else f"{text} Thank you."


def test_there_are_twelve_drafts_in_each_language_and_they_are_what_they_say() -> None:
    assert Counter(draft.lang for draft in FIXED) == {"fr": 12, "en": 12}
    assert len({draft.id for draft in FIXED}) == len(FIXED)
    assert all(detect(draft.text) == draft.lang for draft in FIXED)


def test_the_drafts_hold_what_real_posts_hold() -> None:
    kinds = Counter(fact.kind for draft in FIXED for fact in facts(draft.text, draft.lang))
    assert {"link", "mention", "hashtag", "phone", "price", "percent", "date", "time", "number", "name"} <= set(kinds)
    for lang in hearing.LANGUAGES:
        of_it = [draft for draft in FIXED if draft.lang == lang]
        assert any(draft.reply_to for draft in of_it)
        assert any(draft.platform == "x" and len(draft.text) > 280 for draft in of_it)
        assert {draft.goal for draft in of_it} >= {"less-risky", "clearer", "shorter", "warmer"}


def test_what_passes_and_what_is_refused_is_counted_with_its_reason(home: Path) -> None:
    kind = {draft.id for number, draft in enumerate(FIXED) if number % 4 == 0}

    def answer(asked: str) -> list[str]:
        draft = next(draft for draft in FIXED if draft.text in asked)
        return [kindly(draft.text) if draft.id in kind else draft.text]

    with chatting(ChatServer(answer=answer)) as server:
        served = servers.add(home, server.address)
        prompter = Prompter(home)
        report = hearing.audition(home, prompter, served, str(catalogue.model_path(home, served)))
        prompter.stop()
    assert [one.draft for one in report.heard] == [draft.id for draft in FIXED]
    assert {one.draft for one in report.heard if one.accepted} <= kind
    assert 0 < report.count("accepted") <= len(kind)
    assert report.count("accepted") + sum(count for _code, count in report.reasons) == 24
    assert dict(report.reasons)["refused.same"] >= 18
    assert report.count("facts_kept") == 24
    assert report.found.engine == "server"
    assert report.first_token_ms > 0


@pytest.mark.usefixtures("few")
def test_lost_facts_and_another_language_are_told_whatever_the_first_reason_was(
    home: Path, model: ModelFile, engines: Callable[..., Engine]
) -> None:
    report = hearing.audition(
        home, engines(["Das Wetter ist heute wirklich schön und wir freuen uns sehr."]), model, "nowhere"
    )
    assert report.count("accepted") == 0
    assert report.count("language_kept") == 0
    assert report.count("facts_kept") == 0
    assert hearing.verdict(report)[0][0] == "audition.poor"


@pytest.mark.usefixtures("few")
def test_a_report_is_read_back_as_it_was(home: Path, model: ModelFile, engines: Callable[..., Engine]) -> None:
    report = hearing.audition(home, engines(["Oui 12 €.", "Yes, 12."]), model, "nowhere")
    assert hearing.kept(home, model) == report
    assert hearing.interrupted(home, model) == 0


@pytest.mark.usefixtures("few")
def test_one_that_was_stopped_keeps_what_was_heard_and_goes_on_from_there(
    home: Path, model: ModelFile, engines: Callable[..., Engine]
) -> None:
    first = engines(["Bonjour."])

    def stop_at_three(done: int, _count: int) -> None:
        if done == 3:
            first.cancel()

    with pytest.raises(Trouble, match=r"engine\.cancelled"):
        hearing.audition(home, first, model, "nowhere", progress=stop_at_three)
    assert hearing.kept(home, model) is None
    assert hearing.interrupted(home, model) == 3
    told: list[int] = []
    report = hearing.audition(
        home, engines(["Encore."]), model, "nowhere", progress=lambda done, _count: told.append(done)
    )
    assert told[0] == 3
    assert [one.text for one in report.heard] == ["Bonjour."] * 3 + ["Encore."] * 5


@pytest.mark.usefixtures("few")
def test_it_starts_over_when_the_engine_changed_or_when_asked(
    home: Path, model: ModelFile, engines: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = engines(["Bonjour."])
    with pytest.raises(Trouble):
        hearing.audition(home, first, model, "nowhere", progress=lambda done, _all: first.cancel() if done else None)
    assert hearing.interrupted(home, model) == 1
    report = hearing.audition(home, engines(["Encore."]), model, "nowhere", fresh=True)
    assert {one.text for one in report.heard} == {"Encore."}
    with pytest.raises(Trouble):
        hearing.audition(home, first, model, "nowhere", progress=lambda done, _all: first.cancel() if done else None)
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99.0")
    assert hearing.interrupted(home, model) == 0


@pytest.mark.usefixtures("few")
def test_a_crash_ends_it_and_the_earlier_report_stands(
    home: Path, model: ModelFile, engines: Callable[..., Engine]
) -> None:
    report = hearing.audition(home, engines(["Bonjour."]), model, "nowhere")
    with pytest.raises(Trouble, match=r"engine\.crashed"):
        hearing.audition(home, engines(["Bonsoir.", "!crash"]), model, "nowhere")
    assert hearing.kept(home, model) == report
    assert hearing.interrupted(home, model) < len(report.heard)


@pytest.mark.parametrize(
    ("french", "english", "code"),
    [(12, 12, "good"), (9, 9, "good"), (9, 8, "good_fr"), (0, 12, "good_en"), (4, 0, "fair"), (3, 3, "poor")],
)
def test_the_verdict_says_in_which_language_a_model_is_of_use(
    model: ModelFile, french: int, english: int, code: str
) -> None:
    heard = [
        hearing.Heard(
            draft=draft.id, lang=draft.lang, platform=draft.platform, goal=draft.goal,
            accepted=number // 2 < {"fr": french, "en": english}[draft.lang], why="", params={}, text="", words=0,
            language_kept=True, facts_kept=True, tokens=0, seconds=0.0, first_token_ms=0.0, tokens_per_s=0.0,
        )
        for number, draft in enumerate(FIXED)
    ]  # fmt: skip
    report = hearing.Report(
        version=1, program="0", sha256="1", found=circumstances(model), ram_bytes=0, heard=tuple(heard)
    )
    (found, numbers), _kept = hearing.verdict(report)
    assert found == f"audition.{code}"
    assert "{" not in say(found, numbers)


def test_every_reason_has_a_name_without_its_particulars() -> None:
    for code in codes():
        if code.startswith("refused."):
            assert named(code)
            assert "{" not in named(code), code
            assert not named(code).rstrip().endswith((":", "("))


@pytest.mark.engine
def test_a_model_of_random_weights_is_refused_nearly_everywhere_and_the_report_says_so(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("llama_cpp")
    monkeypatch.setattr(hearing, "drafts", lambda: (1, FIXED[8:10]))
    model = catalogue.add(home, tiny_model(tmp_path / "tiny.gguf", context=1024))
    engine = Engine()
    try:
        report = hearing.audition(home, engine, model, str(catalogue.model_path(home, model)))
    finally:
        engine.stop()
    assert len(report.heard) == 2
    assert report.count("accepted") == 0
    assert report.ram_bytes > 0
    assert report.found.engine.startswith("llama-cpp-python ")
    code, numbers = hearing.verdict(report)[0]
    assert say(code, numbers).startswith("Not of use here: 0 of 2 drafts")
