"""What is written of what was learned: int8 within half a step, the same bytes again, as a fresh compile gives it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aparte import paths
from aparte.scorers import bulk_language, bulk_valences, classes, letters
from aparte.scorers.features import BITS
from aparte.scorers.linear import Heads
from models.train import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[3]
STABLE = 0x250
"""Latin letters and signs: what every Python since 3.11 knows alike."""


def learned(seed: int) -> NDArray[np.float64]:
    """Return weights such as a head has: most buckets unused, a few of them large, the bias last."""
    chance = np.random.default_rng(seed)
    weights = np.zeros((1 << BITS) + 1)
    used = chance.choice(1 << BITS, 20_000, replace=False)
    weights[used] = chance.laplace(0, 0.3, len(used))
    weights[-1] = -1.5
    return weights


def again(table: Mapping[str, NDArray[np.generic]], head: int) -> NDArray[np.float64]:
    """Return the weights that a table stands for."""
    weights = np.zeros(1 << BITS)
    weights[table["bucket"].astype(np.intp)] = table["weight"][:, head].astype(float) * float(table["scale"][head])
    return weights


def test_a_weight_is_kept_within_half_a_step() -> None:
    heads = {"first": learned(1), "second": 40 * learned(2)}
    table = tables.arrays(heads)
    assert table["weight"].dtype == np.int8
    for at, weights in enumerate(heads.values()):
        step = float(table["scale"][at])
        kept = np.abs(weights[:-1]) <= 127 * step
        assert np.abs(again(table, at) - weights[:-1])[kept].max() <= step / 2 * (1 + 1e-6)
        assert kept.mean() > 0.9999
        assert np.sign(again(table, at)[~kept]).tolist() == np.sign(weights[:-1][~kept]).tolist()


def test_a_table_holds_no_bucket_that_says_nothing() -> None:
    table = tables.arrays({"only": learned(3)})
    assert table["weight"].any(axis=1).all()
    assert (np.diff(table["bucket"]) > 0).all()


def test_a_head_without_weights_is_its_bias() -> None:
    table = tables.arrays({"silent": np.append(np.zeros(1 << BITS), 0.25)})
    assert len(table["bucket"]) == 0
    assert table["bias"].tolist() == [0.25]


def test_what_is_written_is_what_run_time_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    path = tables.write("made", tables.arrays({"only": learned(4)}, stack=np.array([1.0, 2.0])))
    with np.load(path, allow_pickle=False) as arrays:
        read = Heads({name: arrays[name] for name in arrays.files})
    assert read.names == ("only",)
    assert read.bias.tolist() == [-1.5]
    assert read.shares.round(3).tolist() == list(tables.SHARES)
    assert read.more["stack"].tolist() == [1.0, 2.0]


def test_equal_weights_are_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    one, same, other = (
        tables.write(f"{at}", tables.arrays({"only": learned(seed)})) for at, seed in enumerate((5, 5, 6))
    )
    assert one.read_bytes() == same.read_bytes()
    assert one.read_bytes() != other.read_bytes()
    with zipfile.ZipFile(one) as members:
        assert {member.date_time for member in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "no clock in it"


@pytest.mark.parametrize(
    ("name", "compiled"),
    [
        ("classes_fr", partial(classes.compiled, "fr")),
        ("classes_en", partial(classes.compiled, "en")),
        ("acts_fr", partial(classes.compiled, "fr", "acts")),
        ("acts_en", partial(classes.compiled, "en", "acts")),
        ("valence_fr", partial(bulk_valences.compiled, "fr")),
        ("valence_en", partial(bulk_valences.compiled, "en")),
        ("languages", bulk_language.compiled),
    ],
)
def test_the_shipped_lists_are_those_of_the_resources(
    name: str, compiled: Callable[[], Mapping[str, NDArray[np.generic]]]
) -> None:
    fresh = compiled()
    with np.load(paths.models("scorers", f"{name}.npz"), allow_pickle=False) as shipped:
        assert set(shipped.files) == set(fresh)
        assert [name for name in fresh if not np.array_equal(shipped[name], fresh[name])] == []


def test_the_shipped_alphabet_is_that_of_the_code() -> None:
    # Python 3.11 compiled it (Unicode 14): a later Python knows more letters of far scripts, so its own differs there.
    stop = None if sys.version_info[:2] == (3, 11) else STABLE
    fresh = letters.alphabet()
    with np.load(paths.models("scorers", "alphabet.npz"), allow_pickle=False) as shipped:
        assert set(shipped.files) == set(fresh)
        assert [name for name in fresh if not np.array_equal(shipped[name][:stop], fresh[name][:stop])] == []


def test_what_the_suite_tests_of_the_trainer_needs_no_scikit_learn() -> None:
    program = (
        "import sys, models.train.corpus, models.train.sources, models.train.tables\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('sklearn', 'scipy')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "desktop"))), "PATH": ""},
    )
    assert done.stdout.strip() == "[]"
