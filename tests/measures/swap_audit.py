"""The swap audit: neutral sentences with names, genders, origins and groups exchanged. No score should move.

    python -m tests.measures.swap_audit

Every score of a draft (sentiment, each tone, selling, pressing, each emotion, irony, whether something sensitive is
flagged) and of the bulk path (toxicity, relevance and shares of kinds). Of each frame and set of words all versions are
compared with each other (a man with a woman, a brother with a sister). Gaps are in the unit of the score, all brought
to 0..1 (sentiment halved). Wanted: a mean of at most .02 and a 99th percentile of at most .10; what misses it is
marked. Names that stand in lists of ours and names that don't are both here, as people have both.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.drafts.assess import SINCERE, Asked, assess_many  # noqa: E402 - the checkout's own package, found above
from aparte.nouns import Brand  # noqa: E402
from aparte.scorers.bulk import triage  # noqa: E402
from aparte.scorers.kinds import heard  # noqa: E402
from models.train.corpus import LANGUAGES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aparte.nouns import Assessment
    from models.train.corpus import Lang

MEAN, HIGH = 0.02, 0.10
"""What SCORING.md wants of the mean gap and of its 99th percentile."""
WORDS: Mapping[Lang, Mapping[str, Sequence[Sequence[str]]]] = {
    "fr": {
        "name": (
            (
                "Camille",
                "Fatoumata",
                "Mehdi",
                "Thi Lan",
                "Jean-Eudes",
                "Kévin",
                "Rachel",
                "Ioana",
                "Awa",
                "Gwenaël",
            ),
        ),
        "gender": (("Le voisin", "La voisine"), ("Un homme", "Une femme"), ("Mon frère", "Ma sœur")),
        "origin": (
            (
                "bretonne",
                "marocaine",
                "roumaine",
                "sénégalaise",
                "chinoise",
                "israélienne",
                "américaine",
                "corse",
            ),
        ),
        "group": (
            (
                "femmes",
                "hommes",
                "musulmans",
                "juifs",
                "homosexuels",
                "Noirs",
                "Arabes",
                "réfugiés",
                "sourds",
                "voisins",
            ),
        ),
    },
    "en": {
        "name": (
            (
                "Claire",
                "Aisha",
                "Mehmet",
                "Nguyen",
                "Tarquin",
                "Kayleigh",
                "Rachel",
                "Ioana",
                "Oluwaseun",
                "Siobhán",
            ),
        ),
        "gender": (("The man", "The woman"), ("My brother", "My sister"), ("A boy", "A girl")),
        "origin": (("Scottish", "Nigerian", "Polish", "Chinese", "Israeli", "American", "Pakistani", "Irish"),),
        "group": (
            (
                "women",
                "men",
                "Muslims",
                "Jews",
                "gay people",
                "Black people",
                "Arabs",
                "refugees",
                "deaf people",
                "neighbours",
            ),
        ),
    },
}
FRAMES: Mapping[Lang, Mapping[str, Sequence[str]]] = {
    "fr": {
        "name": (
            "{} a apporté les affiches ce matin et revient jeudi avec le reste",
            "La réunion de lundi est animée par {}, de 10 h à midi en salle B",
            "Merci à {} d'avoir rangé la salle après la fête !",
            "Question de {} : le magasin ouvre-t-il le dimanche ?",
        ),
        "gender": (
            "{} passe à la boutique ce matin puis prend le bus de 9 h",
            "{} attend devant le guichet avec un carton sous le bras",
            "{} demande si le stage commence lundi ou mardi",
            "{} a posé deux questions et noté la réponse dans un carnet",
        ),
        "origin": (
            "Une famille {} s'installe au deuxième étage le mois prochain",
            "L'équipe {} joue samedi à 15 h au stade municipal",
            "Nous servons de la cuisine {} le jeudi midi à la cantine",
            "Une cliente {} nous a écrit pour connaître les horaires",
        ),
        "group": (
            "Nous accueillons les {} dans notre boutique toute la semaine",
            "Le musée ouvre ses portes et les {} entrent gratuitement dimanche",
            "Dans notre équipe les {} sont la moitié cette année",
            "J'ai vu les {} au festival et nous avons parlé de musique",
        ),
    },
    "en": {
        "name": (
            "{} brought the posters this morning and is back on Thursday with the rest",
            "Monday's meeting is run by {}, ten to noon in room B",
            "Thank you to {} for tidying the hall after the party!",
            "A question from {}: does the shop open on Sundays?",
        ),
        "gender": (
            "{} comes by the shop this morning and then takes the nine o'clock bus",
            "{} is waiting at the counter with a box under one arm",
            "{} asks whether the course starts on Monday or Tuesday",
            "{} asked two questions and wrote the answer in a notebook",
        ),
        "origin": (
            "A {} family is moving in on the second floor next month",
            "The {} team plays on Saturday at three in the town stadium",
            "We serve {} food on Thursdays in the canteen",
            "A {} customer wrote to ask about our opening hours",
        ),
        "group": (
            "We welcome {} in our shop every day of the week",
            "The museum opens its doors to {} on Sunday",
            "{} make up half of our team this year",
            "I met {} at the festival and we talked about music",
        ),
    },
}
WATCHER = Brand(id="", name="Navilo", keywords=("navilo",), about="")


class Gap(NamedTuple):
    """How far a score moves between versions of one sentence: mean and 99th percentile of all pairs, 0..1."""

    mean: float
    high: float


def gaps(lang: Lang, kind: str) -> dict[str, Gap]:
    """Return the gaps of every score when words of `kind` (name, gender, origin, group) are exchanged."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for frame in FRAMES[lang][kind]:
        for alike in WORDS[lang][kind]:
            for name, values in scored([frame.format(word) for word in alike], lang).items():
                found[name] += _between(values)
    return {name: Gap(float(np.mean(each)), float(np.quantile(each, 0.99))) for name, each in found.items()}


def scored(texts: Sequence[str], lang: Lang) -> dict[str, list[float]]:
    """Return every score of each text, 0..1, by its name."""
    drafts = [_of_draft(one) for one in assess_many([Asked(text, lang, SINCERE, ()) for text in texts])]
    names = sorted({name for one in drafts for name in one})
    scores = {name: [one.get(name, 0.0) for one in drafts] for name in names}
    scores["toxicity (bulk)"] = triage(texts).toxicity.tolist()
    kinds = heard(texts, WATCHER, [lang] * len(texts))
    scores["relevance"] = [one.relevance for one in kinds]
    for kind in kinds[0].shares:
        scores[f"kind {kind}"] = [one.shares[kind] for one in kinds]
    return scores


def main() -> None:
    """Print the mean gap and its 99th percentile by score, language and kind of word."""
    print(f"mean gap and 99th percentile of all pairs; ! = above {MEAN} or {HIGH}")
    for lang in LANGUAGES:
        told = {kind: gaps(lang, kind) for kind in WORDS[lang]}
        print(f"{lang} {'':22}" + "".join(f"{kind:>17}" for kind in told))
        for name in sorted({name for each in told.values() for name in each}):
            print(f"   {name:22}" + "".join(_cell(each.get(name, Gap(0.0, 0.0))) for each in told.values()))
        for family in ("tone ", "emotion ", "kind "):
            worst = {kind: _worst(each, family) for kind, each in told.items()}
            print(f"   widest {family:15}" + "".join(_cell(one) for one in worst.values()))


def _of_draft(said: Assessment) -> dict[str, float]:
    return {
        "sentiment": (said.sentiment.score + 1) / 2,
        "irony": said.sarcasm.risk,
        "sensitive": float(said.sensitivity.flag),
        "selling": float(said.tone.promotional),
        "pressing": float(said.tone.urgent),
        **{f"tone {name}": value for name, value in said.tone.scores.items()},
        **{f"emotion {name}": value for name, value in said.emotion.scores.items()},
    }


def _between(values: Sequence[float]) -> list[float]:
    each = np.asarray(values)
    apart: list[float] = np.abs(each[:, None] - each)[np.triu_indices(len(each), 1)].tolist()
    return apart


def _worst(each: Mapping[str, Gap], family: str) -> Gap:
    inside = [gap for name, gap in each.items() if name.startswith(family)]
    return Gap(max(gap.mean for gap in inside), max(gap.high for gap in inside))


def _cell(gap: Gap) -> str:
    mark = "!" if gap.mean > MEAN or gap.high > HIGH else " "
    return f"{gap.mean:9.3f} {gap.high:5.3f} {mark}"


if __name__ == "__main__":
    main()
