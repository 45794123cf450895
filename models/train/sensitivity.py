"""The recipe of the sensitivity tables, one a language: which kind of harm a text may be heard as, or none.

One softmax over thirteen kinds of harm and "nothing", on our cases of moderation; ordinary posts, sincere ones and
twins of irony stand for nothing. The threshold comes from texts whose batch was left out: as low as MOST_FALSE and
MOST_ORDINARY allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from aparte.scorers.harm_features import Window, features
from aparte.scorers.harm_tokens import BITS
from aparte.scorers.rules import own_findings
from aparte.text.reading import Reading
from models.train.corpus import Irony, Post, Sensitive, Sincere, first_monitored, rows
from models.train.sources import fingerprint
from models.train.tables import arrays

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from models.train.corpus import Lang
    from models.train.sources import Material

SHARES = (1.0, 0.6, 2.4)
"""How much words, neighbours and lists may say: French right in their category .51 with (1.0, .6, 1.6), .57 so."""
STRENGTH = 8.0
FOLDS = 4
FIRST_BATCHES = "g"
"""The batches that the folds leave out: the later ones (v, w) were written by one hand with the lists at hand."""
MOST_FALSE, MOST_ORDINARY = 0.06, 0.01
"""Shares of cases that must not be flagged, and of ordinary posts, that may be: the goal of this scorer."""
NOTHING = "none"
OTHER_CALM = 4_000
"""Plain and sincere twins and monitored posts beside the ordinary ones: with 2,500 of them .45 of the French flagged
cases were right instead of .40."""
_RARE = 2
"""A feature of fewer training texts is left out of the table."""
_SLIGHT = 0.45
"""A feature that pulls less in every category is left out: less than half the bytes, and no left-out text the fewer."""


class Texts(NamedTuple):
    """Texts with their category. fold: which part each is left out with, -1 for never. hard: of the first batches."""

    inputs: sparse.csr_matrix
    truth: NDArray[np.str_]
    fold: NDArray[np.intp]
    hard: NDArray[np.bool_]


def recipe(material: Material, lang: Lang) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `sensitivity_<lang>.npz`: a column a category, and the threshold of the loudest."""
    material.own()
    texts = gather(lang)
    threshold = _threshold(texts, left_out(texts), lang)
    weights = _fitted(texts, np.ones(len(texts.truth), bool))
    names = [name for name in sorted(set(texts.truth)) if name != NOTHING]
    table = dict(zip(names, weights, strict=True))
    return arrays(table, SHARES, threshold=np.array(threshold, np.float32))


def gather(lang: Lang) -> Texts:
    """Return every text of the training part that teaches what harm is or is not."""
    cases = rows(Sensitive, lang, "train")
    posts = [row.text for kind in (Post, Sincere) for row in rows(kind, lang, "train")]
    calm = [row.text for row in rows(Irony, lang, "train") if row.role != "ironic"]
    calm += [row.text for row in first_monitored(lang)]
    calm = sorted(calm, key=fingerprint)[:OTHER_CALM]
    first = [row.id.split("-")[1] == FIRST_BATCHES for row in cases]
    fold = [int(row.id.split("-")[2]) % FOLDS if hard else -1 for row, hard in zip(cases, first, strict=True)]
    fold += [int(fingerprint(text), 16) % FOLDS for text in posts] + [-1] * len(calm)
    return Texts(
        matrix([row.text for row in cases] + posts + calm, lang),
        np.array([row.category for row in cases] + [NOTHING] * (len(posts) + len(calm))),
        np.array(fold, np.intp),
        np.array(first + [False] * (len(posts) + len(calm))),
    )


def matrix(texts: Sequence[str], lang: Lang) -> sparse.csr_matrix:
    """Return texts x buckets as `aparte.scorers.harm_table` reads them: share / sqrt(features of the family)."""
    readings = [Reading(text, lang) for text in texts]
    seen = features([Window(reading) for reading in readings], [own_findings(reading) for reading in readings])
    which = seen.window * len(SHARES) + seen.family
    sizes = np.bincount(which, minlength=len(texts) * len(SHARES))
    values = np.tile(SHARES, len(texts)) / np.sqrt(np.maximum(sizes, 1))
    return sparse.csr_matrix((values[which], (seen.window, seen.bucket)), shape=(len(texts), 1 << BITS))


def left_out(texts: Texts) -> NDArray[np.float64]:
    """Return the log-odds of each category against nothing by a table that learned without the text's fold."""
    known = len(set(texts.truth)) - 1
    log_odds = np.full((len(texts.truth), known), np.nan)
    for fold in range(FOLDS):
        here = texts.fold == fold
        weights = _fitted(texts, ~here)
        log_odds[here] = texts.inputs[here] @ weights[:, :-1].T + weights[:, -1]
    return log_odds


def _fitted(texts: Texts, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return for each category its weights against nothing, its bias last."""
    inputs = texts.inputs[kept]
    used = np.flatnonzero(inputs.getnnz(axis=0) >= _RARE)
    model = LogisticRegression(C=STRENGTH, max_iter=60, tol=1e-3).fit(inputs[:, used], texts.truth[kept])
    nothing = list(model.classes_).index(NOTHING)
    own = np.delete(np.arange(len(model.classes_)), nothing)
    weights = np.zeros((len(own), texts.inputs.shape[1] + 1))
    weights[:, used] = model.coef_[own] - model.coef_[nothing]
    weights[:, np.abs(weights).max(axis=0) < _SLIGHT] = 0.0
    weights[:, -1] = model.intercept_[own] - model.intercept_[nothing]
    return weights


def _threshold(texts: Texts, log_odds: NDArray[np.float64], lang: Lang) -> float:
    """Return the lowest threshold that both bars allow, and print how left-out texts come out."""
    loudest = np.where(texts.fold >= 0, log_odds.max(axis=1), -np.inf)
    calm = texts.truth == NOTHING
    ordinary = calm & ~texts.hard & (texts.fold >= 0)
    bars = (np.quantile(loudest[calm & texts.hard], 1 - MOST_FALSE), np.quantile(loudest[ordinary], 1 - MOST_ORDINARY))
    threshold = float(max(bars))
    harm = texts.hard & ~calm
    names = np.array([name for name in sorted(set(texts.truth)) if name != NOTHING])
    right = names[np.nan_to_num(log_odds, nan=-99.0).argmax(axis=1)] == texts.truth
    shares: Mapping[str, NDArray[np.bool_]] = {"harm": harm, "calm cases": calm & texts.hard, "ordinary": ordinary}
    for name, which in shares.items():
        print(f"  {lang} {name}: flagged {np.mean(loudest[which] > threshold):.3f} of {which.sum():,}")
    print(f"  {lang} harm in its category: {np.mean((loudest > threshold)[harm] & right[harm]):.3f}")
    return threshold
