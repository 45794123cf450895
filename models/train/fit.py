"""Fitting linear heads on hashed features: points (is this ironic?) and pairs (which of the two is?)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from aparte.scorers.features import BITS, FAMILIES, features
from models.train.tables import SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.train.tables import Weights


def matrix(texts: Sequence[str], lang: str, shares: Sequence[float] = SHARES) -> sparse.csr_matrix:
    """Return texts x buckets as `aparte.scorers.linear` reads them: share / sqrt(features of the family)."""
    found = features(texts, lang)
    group = found.text * FAMILIES + found.family
    sizes = np.bincount(group, minlength=len(texts) * FAMILIES)
    values = np.asarray(shares)[found.family] / np.sqrt(sizes[group])
    return sparse.csr_matrix((values, (found.text, found.bucket)), shape=(len(texts), 1 << BITS))


def point(inputs: sparse.csr_matrix, truth: Weights, strength: float = 1.0, weight: Weights | None = None) -> Weights:
    """Return the weights of a yes/no head, its bias last."""
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=400).fit(inputs, truth, sample_weight=weight)
    return np.append(model.coef_[0], model.intercept_[0])


def pair(
    winners: sparse.csr_matrix, losers: sparse.csr_matrix, strength: float = 1.0, weight: Weights | None = None
) -> Weights:
    """Return the weights that put each winner over its loser; a bias says nothing between two texts and is 0."""
    difference = winners - losers
    both = sparse.vstack([difference, -difference])
    truth = np.repeat([1.0, 0.0], winners.shape[0])
    twice = None if weight is None else np.tile(weight, 2)
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, max_iter=400)
    return np.append(model.fit(both, truth, sample_weight=twice).coef_[0], 0.0)
