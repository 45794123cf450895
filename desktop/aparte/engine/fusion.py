"""Three numbers a model: how much its hearing counts beside Aparté's own reader, learned on labelled texts.

log-odds(fused) = bias + own x log-odds(own risk) + model x log-odds(model), a logistic regression on two readings. It
refuses a weight below zero: a model that hears the opposite of people is not turned round, it is left out.
"""

from __future__ import annotations

import math
import tomllib
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble
from aparte.records import plain, read, record
from aparte.tomltext import toml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.nouns import ModelFile

SUFFIX = ".irony.toml"
LEAST_TEXTS = 50
"""Fewer labelled texts than this don't carry three parameters."""
_RIDGE = 1.0
"""A prior of the size of one text that keeps the weights finite when the readings separate the texts."""
_STEPS = 50
_CLOSE = 1e-8
_SURE = 1e-4


@record
class Fusion:
    """The parameters, and what they were learned on.

    texts: how many; brier_own, brier: the mean squared error there, of the own reader alone and of both. prompts: the
    versions of the questions, in their order. sha256: of the model's file.
    """

    bias: float
    own: float
    model: float
    texts: int
    brier_own: float
    brier: float
    prompts: tuple[int, ...]
    sha256: str

    def risk(self, own_risk: float, log_odds: float) -> float:
        """Return both readings as one probability of irony, 0..1."""
        return _probability(self.bias + self.own * _log_odds(own_risk) + self.model * log_odds)


def fitted(
    own_risks: Sequence[float],
    log_odds: Sequence[float],
    ironic: Sequence[bool],
    *,
    prompts: tuple[int, ...],
    sha256: str,
) -> Fusion:
    """Learn the parameters from texts judged by people: own risks (0..1), the model's log-odds, and the truths.

    Raises Trouble("fusion.few") for fewer than LEAST_TEXTS texts or only one kind of them.
    """
    import numpy as np

    truth = np.asarray(ironic, dtype=np.float64)
    if len(truth) < LEAST_TEXTS or truth.min() == truth.max():
        raise Trouble("fusion.few", count=len(truth), least=LEAST_TEXTS)
    own = np.array([_log_odds(one) for one in own_risks])
    columns = np.column_stack([np.ones(len(truth)), own, np.asarray(log_odds, dtype=np.float64)])
    weights = _logistic(columns, truth)
    for column in (2, 1):
        if weights[column] < 0:
            columns[:, column] = 0.0
            weights = _logistic(columns, truth)
    after = np.array([_probability(one) for one in columns @ weights])
    before = np.asarray(own_risks, dtype=np.float64)
    return Fusion(
        bias=float(weights[0]),
        own=float(weights[1]),
        model=float(weights[2]),
        texts=len(truth),
        brier_own=float(np.mean((before - truth) ** 2)),
        brier=float(np.mean((after - truth) ** 2)),
        prompts=prompts,
        sha256=sha256,
    )


def keep(home: Path, model: ModelFile, fusion: Fusion) -> Path:
    """Write the parameters beside the model's description; return where. Raises OSError."""
    path = _path(home, model)
    paths.write_whole(path, toml(plain(fusion)).encode())
    return path


def kept(home: Path, model: ModelFile, prompts: tuple[int, ...]) -> Fusion | None:
    """Return the parameters of `model`, None without any, or for another file or other questions than today's."""
    path = _path(home, model)
    try:
        found = read(Fusion, tomllib.loads(path.read_text(encoding="utf-8")), origin=path)
    except (Trouble, OSError, ValueError):
        return None
    numbers = (found.bias, found.own, found.model)
    current = (found.sha256, found.prompts) == (model.sha256, prompts)
    return found if current and all(map(math.isfinite, numbers)) else None


def _path(home: Path, model: ModelFile) -> Path:
    from aparte.engine.catalogue import model_path

    return model_path(home, model).with_suffix(SUFFIX)


def _logistic(columns: object, truth: object) -> list[float]:
    """Return the weights of a logistic regression, by Newton's method on the penalised likelihood."""
    import numpy as np

    x, y = np.asarray(columns), np.asarray(truth)
    weights, penalty = np.zeros(x.shape[1]), np.diag([0.0, _RIDGE, _RIDGE])
    for _step in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - share) - penalty @ weights
        curve = (x * (share * (1 - share))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return [float(one) for one in weights]


def _log_odds(share: float) -> float:
    inside = min(max(share, _SURE), 1 - _SURE)
    return math.log(inside / (1 - inside))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(log_odds, -30), 30)))
