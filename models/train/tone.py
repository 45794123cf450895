"""The recipe of the tone tables, one a language: tone, register, selling and pressing from the same features.

A head is a ridge regression on 0 and 1, solved among texts and not among features (there are fewer); both languages are
solved together, since lists and signs mean the same in both. Posts of ours carry every answer; our sincere texts
and monitored complaints only say the tone, and weigh less. What was tried stands in models/scorers/tone.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import linalg, sparse
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from aparte.scorers.features import BITS
from aparte.scorers.register import REGISTERS
from aparte.scorers.tone_features import ALL_FAMILIES, all_parts
from aparte.scorers.tone_rules import TONES
from aparte.scorers.tone_signs import signs
from aparte.scorers.tone_table import SAYS_SO_FROM
from aparte.scorers.windows import hashed
from aparte.text.reading import Reading
from models.train.corpus import LANGUAGES, Post, Sincere, first_monitored, rows
from models.train.sources import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from models.train.corpus import Lang
    from models.train.sources import Material

    Figures = NDArray[np.float64]

SHARES = (1.1, 1.3, 0.9, 0.8, 0.6, 0.7)
"""How much words, pairs, stretches, lists, acts and openings may say; SIGNS_SHARE: the signs. Five folds of batches:
half or twice as much of any of them changed less than a point."""
SIGNS_SHARE = 0.8
LANGUAGE_SHARE = 0.3
HELD_BACK = 1.0
"""Ridge; 0.3 and 2 are a point lower."""
SINCERE = {"thanks": "grateful", "apology": "apologetic", "celebration": "joyful", "condolence": "empathetic"}
MONITORED = {"complaint": "annoyed", "crisis": "worried"}
PLAIN = Path(__file__).with_name("plain.tsv")
"""Plain sentences, none of which sells or presses: language, tone, register, text. Not happy is not joyful."""
CASES = Path(__file__).resolve().parents[2] / "tests" / "measures" / "tone_cases.jsonl"
"""More of them, that the rules were set on; their held-out half is left alone."""
WEIGHT = {"post": 1.0, "plain": 2.0, "sincere": 0.3, "monitored": 0.1}
"""What a text counts by its source: more of the last two lowers the figures on posts."""
FOLDS = 5
MOST_BUCKETS = 38_000
"""Buckets a language keeps, those that say most; by left-out folds the rest is worth nothing (tone.md)."""
STEPS = 11
"""A weight is kept as one of so many squares each way, 1 to 121: the few large ones and the many small ones both stay
near what they were. Even steps that cut the largest weights cost a point and a half."""


class Text(NamedTuple):
    """A text and its answers. answers: by head, 0 or 1; only its tones if it is no post. batch: "" if it is no post."""

    text: str
    lang: Lang
    source: str
    batch: str
    answers: tuple[float, ...]


HEADS = (
    *(f"tone {name}" for name in TONES),
    *(f"register {name}" for name in REGISTERS),
    "promotional",
    "urgent",
)


@dataclass
class Known:
    """The texts of both languages as numbers. fold: which part a post is left out with, -1 if it is no post."""

    texts: Sequence[Text]
    inputs: sparse.csr_matrix
    signs: Figures
    centre: Figures
    spread: Figures
    answers: Figures
    weight: Figures
    fold: NDArray[np.intp]
    lang: NDArray[np.str_]


class Weights(NamedTuple):
    """What was learned from some texts: a column a head, a row a text (dual) and what is said without any feature."""

    dual: Figures
    mean: Figures


def recipe(material: Material, lang: Lang) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `tone_<lang>.npz`."""
    material.own()
    known, left_out, weights = learned()
    _tell(known, left_out, lang)
    here = known.lang == lang
    table = known.inputs.T @ weights.dual
    slopes = SIGNS_SHARE**2 / known.signs.shape[1] * (known.signs.T @ weights.dual) / known.spread[:, None]
    bias = weights.mean + LANGUAGE_SHARE * weights.dual[here].sum(axis=0) - known.centre @ slopes
    return {
        "names": np.array(HEADS),
        **packed(table, known.inputs[here]),
        "bias": bias.astype(np.float32),
        "shares": np.array(SHARES, np.float32),
        "signs": slopes.astype(np.float32),
    }


def packed(table: Figures, inputs: sparse.csr_matrix, most: int = MOST_BUCKETS) -> dict[str, NDArray[np.generic]]:
    """Return the buckets that say most in `inputs`, by the step from one to the next, and their whole weights."""
    used = np.sqrt(np.asarray(inputs.multiply(inputs).sum(axis=0)).ravel())
    says = used * np.linalg.norm(table, axis=1)
    bucket = np.sort(np.argsort(-says, kind="stable")[:most])
    bucket = bucket[says[bucket] > 0]
    scale = np.abs(table[bucket]).max(axis=0) / STEPS**2
    roots = np.rint(np.sqrt(np.abs(table[bucket]) / scale))
    whole = (np.sign(table[bucket]) * roots**2).astype(np.int8)
    return {"step": np.diff(bucket, prepend=0).astype(np.uint16), "weight": whole, "scale": scale.astype(np.float32)}


@lru_cache(maxsize=1)
def learned() -> tuple[Known, Figures, Weights]:
    """Return the texts, for each post the figures learned without its batch, and the weights learned from all.

    Figures of tones are log-odds of a softmax: mixed from the ridge's by a regression on posts that were left out.
    """
    known = read()
    kernel, tones = _kernel(known), slice(0, len(TONES))
    left_out = np.zeros(known.answers.shape)
    for fold in range(FOLDS):
        kept, here = np.flatnonzero(known.fold != fold), np.flatnonzero(known.fold == fold)
        weights = _solved(kernel, known, kept)
        left_out[here] = kernel[np.ix_(here, kept)] @ weights.dual[kept] + weights.mean
    ridge = left_out[:, tones].copy()
    for fold in range(FOLDS):
        mix = _mix(known, ridge, (known.fold >= 0) & (known.fold != fold))
        here = known.fold == fold
        left_out[here, tones] = ridge[here] @ mix.coef_.T + mix.intercept_
    weights, mix = _solved(kernel, known, np.arange(len(known.texts))), _mix(known, ridge, known.fold >= 0)
    weights.dual[:, tones] = weights.dual[:, tones] @ mix.coef_.T
    weights.mean[tones] = mix.coef_ @ weights.mean[tones] + mix.intercept_
    return known, left_out, weights


def _mix(known: Known, ridge: Figures, posts: NDArray[np.bool_]) -> LogisticRegression:
    truth = known.answers[posts, : len(TONES)].argmax(axis=1)
    return LogisticRegression(max_iter=500).fit(ridge[posts], truth)


def read() -> Known:
    """Return every training text of both languages."""
    texts = [text for lang in LANGUAGES for text in _texts(lang)]
    inputs = sparse.vstack([matrix([one.text for one in texts if one.lang == lang], lang) for lang in LANGUAGES])
    raw = signs([Reading(one.text, one.lang) for one in texts])
    centre, spread = raw.mean(axis=0), raw.std(axis=0)
    spread[spread == 0] = 1.0
    batches = [int(fingerprint(one.batch), 16) % FOLDS if one.batch else -1 for one in texts]
    return Known(
        texts,
        inputs.tocsr(),
        (raw - centre) / spread,
        centre,
        spread,
        np.array([one.answers for one in texts]),
        np.array([WEIGHT[one.source] for one in texts]),
        np.array(batches),
        np.array([one.lang for one in texts]),
    )


def matrix(texts: Sequence[str], lang: Lang) -> sparse.csr_matrix:
    """Return texts x buckets as `aparte.scorers.tone_table` reads them: share / sqrt(features of the family)."""
    found = all_parts(hashed(tuple(texts), lang), lang)
    text = np.concatenate([part.text for part in found])
    bucket = np.concatenate([part.bucket for part in found])
    family = np.repeat([part.family for part in found], [len(part.text) for part in found])
    group = text * ALL_FAMILIES + family
    values = np.asarray(SHARES)[family] / np.sqrt(np.bincount(group)[group])
    return sparse.csr_matrix((values, (text, bucket)), shape=(len(texts), 1 << BITS))


def _texts(lang: Lang) -> list[Text]:
    unknown = (np.nan,) * (len(HEADS) - len(TONES))
    found = [_post(row) for row in rows(Post, lang, "train")] + _plain(lang)
    others = [(row.text, "sincere", SINCERE.get(row.kind)) for row in rows(Sincere, lang, "train")]
    others += [(row.text, "monitored", MONITORED.get(row.kind)) for row in first_monitored(lang) if not row.sarcastic]
    return found + [
        Text(text, lang, source, "", (*_one(tone, TONES), *unknown)) for text, source, tone in others if tone
    ]


def _post(row: Post) -> Text:
    # The batch without its language: batches of one name share their themes.
    batch = row.id.split("-", 1)[1].rsplit("-", 1)[0]
    answers = (*_one(row.tone, TONES), *_one(row.register, REGISTERS), float(row.promotional), float(row.urgent))
    return Text(row.text, row.lang, "post", batch, answers)


def _plain(lang: Lang) -> list[Text]:
    found = [line.split("\t") for line in PLAIN.read_text(encoding="utf-8").splitlines()]
    known = [(text, tone, register, 0.0, 0.0) for code, tone, register, text in found if code == lang]
    for one in map(json.loads, CASES.read_text(encoding="utf-8").splitlines()):
        if one["lang"] == lang and one["part"] == "development":
            sells, presses = float(one["promotional"]), float(one["urgent"])
            known.append((one["text"], one["tone"], one["register"], sells, presses))
    return [
        Text(text, lang, "plain", "", (*_one(tone, TONES), *_one(register, REGISTERS), sells, presses))
        for text, tone, register, sells, presses in known
    ]


def _one(answer: str, answers: Sequence[str]) -> tuple[float, ...]:
    return tuple(float(answer == one) for one in answers)


def _kernel(known: Known) -> NDArray[np.float32]:
    """Return how much each text has in common with each: the ridge needs nothing else of them."""
    kernel: NDArray[np.float32] = (known.inputs @ known.inputs.T).toarray().astype(np.float32)
    kernel += (SIGNS_SHARE**2 / known.signs.shape[1] * (known.signs @ known.signs.T)).astype(np.float32)
    kernel += np.float32(LANGUAGE_SHARE) * (known.lang[:, None] == known.lang[None])
    return kernel


def _solved(kernel: NDArray[np.float32], known: Known, kept: NDArray[np.intp]) -> Weights:
    """Return the weights learned from the texts `kept`, each head from those that answer it."""
    mean = known.answers[kept[known.fold[kept] >= 0]].mean(axis=0)
    dual = np.zeros(known.answers.shape)
    for heads in (slice(0, len(TONES)), slice(len(TONES), None)):
        inside = kept[~np.isnan(known.answers[kept, heads.start])]
        square = kernel[np.ix_(inside, inside)]
        square[np.diag_indices_from(square)] += (HELD_BACK / known.weight[inside]).astype(np.float32)
        factor = linalg.cho_factor(square, lower=True, overwrite_a=True, check_finite=False)
        wanted = (known.answers[inside, heads] - mean[heads]).astype(np.float32)
        dual[inside, heads] = linalg.cho_solve(factor, wanted, check_finite=False)
    return Weights(dual, mean)


def _tell(known: Known, left_out: Figures, lang: Lang) -> None:
    """Print how posts come out whose batch was left out."""
    posts = np.flatnonzero((known.fold >= 0) & (known.lang == lang))
    begin = 0
    for name, size in (("tone", len(TONES)), ("register", 3), ("promotional", 1), ("urgent", 1)):
        truth, said = known.answers[posts, begin : begin + size], left_out[posts, begin : begin + size]
        begin += size
        if size == 1:
            truth, said = (np.column_stack([1 - one, one]) for one in (truth, said + 0.5 - SAYS_SO_FROM))
        wanted, chosen = truth.argmax(axis=1), said.argmax(axis=1)
        macro = f1_score(wanted, chosen, average="macro")
        print(f"  {lang} {name}: right {np.mean(wanted == chosen):.3f}, macro-F1 {macro:.3f} of {len(posts):,}")
    _tell_scores(softmax(left_out[posts, : len(TONES)], axis=1), known.answers[posts, : len(TONES)], lang)


def _tell_scores(scores: Figures, truth: Figures, lang: Lang) -> None:
    """Print how often the dominant tone is right where its score is so and so high."""
    highest, right = scores.max(axis=1), scores.argmax(axis=1) == truth.argmax(axis=1)
    told = []
    for low in np.arange(0, 1, 0.2):
        here = (highest >= low) & (highest < low + 0.2)
        if here.any():
            told.append(f"{np.mean(highest[here]):.2f}: {np.mean(right[here]):.2f} of {here.sum()}")
    print(f"  {lang} score of the dominant tone, and how often it is right: {'; '.join(told)}")
