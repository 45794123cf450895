"""The recipe of the irony tables, one a language: heads from several sources, weighed, added to the hand-set evidence.

A head a question, because no source answers ours: which of two twins is ironic (our pairs), is this draft ironic among
sincere posts (our points), did its author call it sarcastic (iSarcasmEval), do readers see irony in a reply (MultiPICo,
our readings of comments). They are brought to one spread and added; MIX was chosen on people's sentences and on our
training pairs by five-fold cross-validation, never on a held-out part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from aparte.nouns import Occasion
from aparte.scorers.irony_risk import summed
from aparte.text.reading import Reading
from models.train.corpus import Irony, Post, Sincere, by_group, first_monitored, rows
from models.train.fit import matrix, pair, point
from models.train.sources import fingerprint, readings
from models.train.tables import arrays
from models.train.venn_abers import steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from models.train.corpus import Lang
    from models.train.sources import Material
    from models.train.tables import Weights

FOLDS = 5
SURFACE_WEIGHT = 1.5
"""A surface twin counts this much in the pairs: they are fewer and harder (cross-validated: .64 to .69 right)."""
SINCERE_WEIGHT = 2.0
"""A sincere post called ironic costs trust; a plain twin counts once."""
MIX: Mapping[Lang, Mapping[str, float]] = {
    "en": {"pairs": 1.0, "points": 1.6, "authors": 0.6, "rephrased": 0.6, "comments": 0.7, "replies": 0.4},
    "fr": {"pairs": 1.0, "points": 2.2, "comments": 0.5, "replies": 0.5},
}
READ = {"en": (("goemotions", "goemotions"),), "fr": (("mlma", "mlma"), ("xed-fr", "xed-fr"))}
"""Language -> (source, our readings of it)."""


@dataclass
class Question:
    """Texts with yes or no, or pairs (winners beside losers). fold: which part each row is left out with."""

    inputs: sparse.csr_matrix
    truth: NDArray[np.float64]
    weight: NDArray[np.float64]
    fold: NDArray[np.intp]
    losers: sparse.csr_matrix | None = None
    texts: Sequence[str] = ()

    def head(self, left_out: int | None) -> Weights:
        """Return the weights learned from every row, or from those outside one fold."""
        kept = np.flatnonzero(self.fold != left_out) if left_out is not None else np.arange(len(self.fold))
        if self.losers is not None:
            return pair(self.inputs[kept], self.losers[kept], weight=self.weight[kept])
        return point(self.inputs[kept], self.truth[kept], weight=self.weight[kept])


def questions(material: Material, lang: Lang) -> dict[str, Question]:
    """Return every question of a language that MIX weighs."""
    found = {"pairs": _pairs(material, lang), "points": _points(lang), "replies": _replies(material, lang)}
    if lang == "en":
        found |= _authors(material)
    comments = _comments(material, lang)
    return found | ({"comments": comments} if comments is not None else {})


def mixed(asked: Mapping[str, Question], lang: Lang, left_out: int | None = None) -> Weights:
    """Return the one table of a language: every head brought to the same spread over our pairs, weighed, added."""
    yardstick = asked["pairs"].inputs
    total: Weights = np.zeros(yardstick.shape[1] + 1)
    for name, share in MIX[lang].items():
        if name in asked:
            head = asked[name].head(left_out)
            total[:-1] += share * head[:-1] / np.std(yardstick @ head[:-1])
    return total


def recipe(material: Material, lang: Lang) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `irony_<lang>.npz`: table, `stack` (intercept, table, evidence), the interval's steps."""
    asked = questions(material, lang)
    judged = [name for name in ("points", "authors", "replies") if name in asked]
    table = _left_out_scores(asked, lang, judged)
    evidence = {name: _evidence(asked[name].texts, lang) for name in judged}
    inputs = np.vstack([np.stack([table[name], evidence[name]], axis=1) for name in judged])
    truth = np.concatenate([asked[name].truth for name in judged])
    equal = np.concatenate([np.full(len(asked[name].truth), 1 / len(asked[name].truth)) for name in judged])
    model = LogisticRegression(C=1e4).fit(inputs, truth, sample_weight=equal * len(truth))
    # The table says 0 of an ordinary sincere post, so that what it says of another is what its words brought.
    usual = float(np.mean(table["points"][asked["points"].truth == 0]))
    intercept = model.intercept_[0] + model.coef_[0][0] * usual
    stack = np.array([intercept, *model.coef_[0]], np.float64)
    scores = model.intercept_[0] + inputs @ model.coef_[0]
    ends = np.cumsum([len(asked[name].truth) for name in judged])[:-1]
    _tell(asked, lang, dict(zip(judged, np.split(scores, ends), strict=True)))
    weights = mixed(asked, lang)
    weights[-1] = -usual
    return arrays({"irony": weights}, stack=stack, **steps(scores, truth))


def _tell(asked: Mapping[str, Question], lang: Lang, scores: Mapping[str, NDArray[np.float64]]) -> None:
    """Print how texts and pairs come out whose fold was left out; the pairs by the table alone."""
    for name, figures in scores.items():
        print(f"  {lang} {name}: AUROC {roc_auc_score(asked[name].truth, figures):.3f} of {len(figures):,}")
    points = asked["points"].truth == 1
    sincere = scores["points"][np.arange(len(points)) >= len(rows(Irony, lang, "train"))]
    louder = np.mean(scores["points"][points] > np.quantile(sincere, 0.95))
    print(f"  {lang} ironic texts above 95 % of sincere posts: {louder:.3f}")
    for name in ("pairs", "rephrased"):
        if name in asked:
            gaps = np.zeros(len(asked[name].fold))
            for fold in range(FOLDS):
                here = np.flatnonzero(asked[name].fold == fold)
                difference = asked[name].inputs[here] - asked[name].losers[here]
                gaps[here] = difference @ mixed(asked, lang, fold)[:-1]
            parts = {"": np.ones(len(gaps), bool)}
            if name == "pairs":
                surface = asked[name].weight > 1
                parts = {", plain twins": ~surface, ", surface twins": surface}
            for part, which in parts.items():
                print(f"  {lang} {name}{part}: right {np.mean(gaps[which] > 0):.3f} of {which.sum():,}")


def _left_out_scores(asked: Mapping[str, Question], lang: Lang, names: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Return for each text the score of a table that was learned without its fold."""
    scores = {name: np.zeros(len(asked[name].fold)) for name in names}
    for fold in range(FOLDS):
        weights = mixed(asked, lang, fold)
        for name in names:
            here = asked[name].fold == fold
            scores[name][here] = asked[name].inputs[here] @ weights[:-1]
    return scores


def _evidence(texts: Sequence[str], lang: Lang) -> NDArray[np.float64]:
    return np.array([summed(Reading(text, lang), Occasion()) for text in texts])


def folds(keys: Sequence[str]) -> NDArray[np.intp]:
    """Return a fold for each key, the same for equal keys: twins are left out together."""
    return np.array([int(fingerprint(key), 16) % FOLDS for key in keys], np.intp)


def _pairs(material: Material, lang: Lang) -> Question:
    material.own()
    winners, losers, weight, keys = [], [], [], []
    for group, twins in by_group(rows(Irony, lang, "train")).items():
        for role, counts in (("plain", 1.0), ("surface", SURFACE_WEIGHT)):
            if role in twins:
                winners.append(twins["ironic"].text)
                losers.append(twins[role].text)
                weight.append(counts)
                keys.append(group)
    return Question(
        matrix(winners, lang), np.ones(len(keys)), np.array(weight), folds(keys), losers=matrix(losers, lang)
    )


def _points(lang: Lang) -> Question:
    irony = rows(Irony, lang, "train")
    sincere = [row.text for kind in (Post, Sincere) for row in rows(kind, lang, "train")]
    sincere += [row.text for row in first_monitored(lang) if not row.sarcastic]
    texts = [row.text for row in irony] + sincere
    truth = np.array([row.sarcastic == "yes" for row in irony] + [False] * len(sincere), float)
    keys = [row.group for row in irony] + sincere
    weight = np.array([1 + (row.sarcastic == "yes") for row in irony] + [SINCERE_WEIGHT] * len(sincere), float)
    return Question(matrix(texts, lang), truth, weight, folds(keys), texts=texts)


def _replies(material: Material, lang: Lang) -> Question:
    found = [row for row in material.rows("multipico") if row["lang"] == lang and row["label"] != "tie"]
    texts = [row["text"] for row in found]
    truth = np.array([row["label"] == "ironic" for row in found], float)
    # Several replies answer one post: they are left out together.
    return Question(matrix(texts, lang), truth, 1 + truth, folds([row["post"] for row in found]), texts=texts)


def _authors(material: Material) -> dict[str, Question]:
    found = material.rows("isarcasmeval")
    texts = [row["text"] for row in found]
    truth = np.array([row["label"] == "sarcastic" for row in found], float)
    both = [row for row in found if row["rephrase"]]
    rephrased = matrix([row["rephrase"] for row in both], "en")
    meant = matrix([row["text"] for row in both], "en")
    fold = folds([row["text"] for row in both])
    return {
        "authors": Question(matrix(texts, "en"), truth, 1 + truth, folds(texts), texts=texts),
        "rephrased": Question(meant, np.ones(len(both)), np.ones(len(both)), fold, losers=rephrased),
    }


def _comments(material: Material, lang: Lang) -> Question | None:
    texts, grades = [], []
    for source, name in READ[lang]:
        known = readings(name)
        for row in material.rows(source):
            grade = known.get(fingerprint(row["text"]))
            if grade is not None and row["lang"] == lang:
                texts.append(row["text"])
                grades.append(grade)
    if not texts:
        return None
    graded = np.array(grades, float)
    weight = np.where(graded > 0, 1.3 * graded, 1.0)
    return Question(matrix(texts, lang), (graded > 0).astype(float), weight, folds(texts), texts=texts)
