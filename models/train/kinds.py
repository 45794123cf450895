"""The recipe of the tables of kinds, one a language: what a monitored post is, and how soon to read it.

A ridge regression on 0 and 1, solved among posts and not among features, both languages together: lists and signs mean
the same in both. What the irony table hears of a post is asked of one learned without that post: it has seen most of
them, and would be trusted too much. What was tried stands in models/scorers/triage.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import linalg, sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score

from aparte.nouns import Brand
from aparte.scorers import brand_signs
from aparte.scorers.brand_signs import NAMES, NAMING, SHAPE, TRADE, card_of, named
from aparte.scorers.kinds import HEARD, IRRELEVANT, KINDS, WIDEST, signs_of
from aparte.scorers.linear import heads
from aparte.text import lexicon
from models.train import fit, irony, tone
from models.train.corpus import LANGUAGES, Monitored, brands, rows
from models.train.sources import Material, fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from models.train.corpus import Lang
    from models.train.sources import Source

    Figures = NDArray[np.float64]

GROUPS: Mapping[tuple[str, ...], float] = {HEARD: 2.0, (*NAMING, *TRADE): 1.5, SHAPE: 1.0}
"""How much the signs of a group may say together; by five folds of batches, twice or half as much is under a point."""
IRONY_AGAIN = 3.0
"""Irony counts as so many signs of what is heard: it alone parts sarcasm from complaints and praise."""
HELD_BACK = 2.0
"""Ridge; 0.5 is half a point lower."""
MOST_BUCKETS = 12_000
"""Buckets a language keeps, those that say most: a table of under 60 kB."""
FOLDS = 5
HEADS = (*KINDS, "priority")
_IRONY = HEARD.index("irony")


class Known(NamedTuple):
    """The posts of both languages as numbers. signs: standardised by language, not yet shared out."""

    posts: Sequence[Monitored]
    inputs: sparse.csr_matrix
    signs: Figures
    centre: Mapping[Lang, Figures]
    spread: Mapping[Lang, Figures]
    answers: Figures
    fold: NDArray[np.intp]
    lang: NDArray[np.str_]


class Learned(NamedTuple):
    """left_out: figures of each post, learned without its batch; dual: posts x heads; mean: of each head."""

    known: Known
    left_out: Figures
    dual: Figures
    mean: Figures


def recipe(material: Material, lang: Lang) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `kinds_<lang>.npz`."""
    known, left_out, dual, mean = learned(material)
    here = known.lang == lang
    slopes = shares()[:, None] ** 2 * (known.signs.T @ dual)
    sharpness, relevance = _calibrated(known, left_out)
    _tell(known, left_out, lang)
    return {
        "names": np.array(HEADS),
        **tone.packed(known.inputs.T @ dual, known.inputs[here], MOST_BUCKETS),
        "bias": mean.astype(np.float32),
        "shares": np.array(tone.SHARES, np.float32),
        "signs": slopes.astype(np.float32),
        "centre": known.centre[lang].astype(np.float32),
        "spread": known.spread[lang].astype(np.float32),
        "sharpness": np.array(sharpness, np.float32),
        "relevance": relevance.astype(np.float32),
    }


def learned(material: Material) -> Learned:
    """Return what both tables are made of: made once, though each of them asks for it."""
    found, used = _learned(material.data)
    material.used.update(used)
    return found


@lru_cache(maxsize=1)
def _learned(data: Path) -> tuple[Learned, Mapping[str, Source]]:
    material = Material(data)
    material.own()
    return solved(read(material)), material.used


def solved(known: Known) -> Learned:
    """Return the figures of left-out batches and the weights learned from all."""
    kernel = (known.inputs @ known.inputs.T).toarray()
    weighed = known.signs * shares()
    kernel += weighed @ weighed.T
    left_out = np.zeros(known.answers.shape)
    for fold in range(FOLDS):
        kept, here = np.flatnonzero(known.fold != fold), np.flatnonzero(known.fold == fold)
        dual, mean = _ridge(kernel[np.ix_(kept, kept)], known.answers[kept])
        left_out[here] = kernel[np.ix_(here, kept)] @ dual + mean
    return Learned(known, left_out, *_ridge(kernel, known.answers))


def read(material: Material) -> Known:
    """Return every training post of both languages."""
    posts = [post for lang in LANGUAGES for post in rows(Monitored, lang, "train")]
    lang = np.array([post.lang for post in posts])
    inputs, raw = [], []
    for code in LANGUAGES:
        here = [post for post in posts if post.lang == code]
        masked = _masked(here, code)
        inputs.append(_quiet(tone.matrix([one.text for one in masked], code), code))
        signs = signs_of(masked, code)
        signs[:, _IRONY] = _unseen_irony(material, here, masked, code)
        raw.append(signs)
    centre = {code: signs.mean(axis=0) for code, signs in zip(LANGUAGES, raw, strict=True)}
    spread = {
        code: np.where(signs.std(axis=0) > 0, signs.std(axis=0), 1.0)
        for code, signs in zip(LANGUAGES, raw, strict=True)
    }
    even = [
        np.clip((signs - centre[code]) / spread[code], -WIDEST, WIDEST)
        for code, signs in zip(LANGUAGES, raw, strict=True)
    ]
    answers = np.array([(*(float(post.kind == kind) for kind in KINDS), float(post.priority)) for post in posts])
    fold = np.array([_batch(post) for post in posts], np.intp)
    return Known(posts, sparse.vstack(inputs).tocsr(), np.vstack(even), centre, spread, answers, fold, lang)


def shares() -> Figures:
    """Return how much each sign may say, in the order of HEARD and brand_signs.NAMES."""
    each = np.zeros(len(HEARD) + len(NAMES))
    for names, share in GROUPS.items():
        each[[(*HEARD, *NAMES).index(name) for name in names]] = share / np.sqrt(len(names))
    each[_IRONY] *= np.sqrt(IRONY_AGAIN)
    return each


def _masked(posts: Sequence[Monitored], lang: Lang) -> list[brand_signs.Named]:
    cards = {
        one.name: card_of(Brand(id="", name=one.name, keywords=one.keywords, about=one.about), lang)
        for one in brands(lang)
    }
    return [named(post.text, cards[post.brand]) for post in posts]


def _quiet(inputs: sparse.csr_matrix, lang: Lang) -> sparse.csr_matrix:
    """Return the features without what the names of groups of people are made of: they say nothing of a post's kind."""
    groups = sorted({entry for category, entry in lexicon.of(lang).entries() if category == "group"})
    heard = np.ones(inputs.shape[1])
    heard[tone.matrix(groups, lang).indices] = 0
    return (inputs @ sparse.diags(heard)).tocsr()


def _unseen_irony(
    material: Material, posts: Sequence[Monitored], masked: Sequence[brand_signs.Named], lang: Lang
) -> Figures:
    """Return the irony of each post as heard by a table learned without it."""
    asked = irony.questions(material, lang)
    inputs = fit.matrix([one.text for one in masked], lang)
    fold = irony.folds([post.text for post in posts])
    figures = np.zeros(len(posts))
    for left_out in range(irony.FOLDS):
        here = np.flatnonzero(fold == left_out)
        figures[here] = inputs[here] @ irony.mixed(asked, lang, left_out)[:-1]
    unseen: Figures = figures + heads(f"irony_{lang}").bias[0]
    return unseen


def _batch(post: Monitored) -> int:
    # The batch without its language: batches of one name share their themes.
    return int(fingerprint(post.id.split("-", 1)[1].rsplit("-", 1)[0]), 16) % FOLDS


def _ridge(kernel: Figures, answers: Figures) -> tuple[Figures, Figures]:
    mean = answers.mean(axis=0)
    square = kernel + HELD_BACK * np.eye(len(kernel))
    return linalg.solve(square, answers - mean, assume_a="pos"), mean


def _calibrated(known: Known, left_out: Figures) -> tuple[float, Figures]:
    """Return by how much figures are sharpened to be shares; slope and intercept of relevance. On left-out posts."""
    truth = known.answers[:, : len(KINDS)].argmax(axis=1)
    figures = left_out[:, : len(KINDS)]
    tried = np.arange(1.0, 8.0, 0.1)
    sharpness = tried[int(np.argmin([_loss(one * figures, truth) for one in tried]))]
    beside = left_out[:, [KINDS.index(kind) for kind in IRRELEVANT]].sum(axis=1, keepdims=True)
    platt = LogisticRegression(C=1e4).fit(beside, _relevant(known))
    return float(sharpness), np.array([platt.coef_[0][0], platt.intercept_[0]])


def _loss(figures: Figures, truth: NDArray[np.intp]) -> float:
    highest = figures.max(axis=1, keepdims=True)
    total = np.log(np.exp(figures - highest).sum(axis=1)) + highest[:, 0]
    return float(np.mean(total - figures[np.arange(len(truth)), truth]))


def _relevant(known: Known) -> NDArray[np.bool_]:
    return np.array([post.relevant for post in known.posts])


def _tell(known: Known, left_out: Figures, lang: Lang) -> None:
    """Print how posts come out whose batch was left out."""
    here = known.lang == lang
    truth, said = (one[here, : len(KINDS)].argmax(axis=1) for one in (known.answers, left_out))
    each = f1_score(truth, said, average=None)
    told = ", ".join(f"{kind} {one:.2f}" for kind, one in zip(KINDS, each, strict=True))
    print(f"  {lang} kinds: macro-F1 {each.mean():.3f} of {here.sum():,} ({told})")
    beside = left_out[here][:, [KINDS.index(kind) for kind in IRRELEVANT]].sum(axis=1)
    print(f"  {lang} relevance: AUROC {roc_auc_score(_relevant(known)[here], -beside):.3f}")
