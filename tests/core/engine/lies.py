"""A model that lies: drafts, honest rewrites, and rewrites that are broken in a way known by construction.

What makes a lie is the replacement that made it, never what the checks say of it: so they can be judged by it.
"""

from __future__ import annotations

import random
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLS = 5
"""Fillings of each case: 40 cases make 200 drafts."""

_POOLS: dict[str, dict[str, list[str]]] = {
    "fr": {
        "p": ["Julie", "Karim", "Anaïs", "Thibault", "Solène", "Yanis", "Marguerite", "Baptiste", "Rose", "Mamadou"],
        "d": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        "t": ["9 h", "10 h 30", "14 h", "16 h 45", "18 h 30", "20 h", "8 h 15", "21 h 30"],
        "date": ["3 mars", "12 avril", "28 juin", "14 juillet", "21 septembre", "9 octobre", "30 novembre", "2 mai"],
        "eur": ["14,50 €", "9 €", "22 €", "1 200 €", "6,90 €", "48 €", "3,20 €", "35 euros"],
        "w": ["douze", "huit", "quinze", "vingt-cinq", "trois", "six", "quarante", "onze"],
        "pct": ["−20 %", "−30 %", "−15 %", "−50 %", "−40 %"],
        "big": ["1 250 000", "48 300", "3 400 000", "912 000", "76 500"],
    },
    "en": {
        "p": ["Julie", "Karim", "Hannah", "Oliver", "Priya", "Yannick", "Margaret", "Tom", "Rose", "Mohamed"],
        "d": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        "t": ["9 am", "10:30 am", "2 pm", "4:45 pm", "6:30 pm", "8 pm", "8:15 am", "9:30 pm"],
        "date": ["3 March", "12 April", "28 June", "14 July", "September 21", "9 October", "November 30", "2 May"],
        "eur": ["€14.50", "€9", "€22", "€1,200", "€6.90", "€48", "€3.20", "35 euros"],
        "w": ["twelve", "eight", "fifteen", "twenty-five", "three", "six", "forty", "eleven"],
        "pct": ["20%", "30%", "15%", "50%", "40%"],
        "big": ["1,250,000", "48,300", "3,400,000", "912,000", "76,500"],
    },
}
_SHARED = {
    "n": ["40", "17", "36", "120", "64", "25", "310", "58", "73", "92"],
    "pct2": ["8 %", "12,5 %", "31 %", "4,2 %", "19 %"],
    "deg": ["−3 °C", "−12 °C", "−7 °C", "−1 °C", "−9 °C"],
    "link": ["https://exemple.fr/infos", "exemple.com/a7", "https://quai.example.org/billets?id=42", "kiosque.fr/resa"],
    "handle": ["@lou.nts", "@atelier_nord", "@quaisonore", "@fanfare75", "@le_kiosque", "@mina.b"],
    "tag": ["festival", "QuaiSonore", "atelier2026", "solidarité", "Nantes"],
    "place": ["Bellevue", "Ronsard", "Camus", "Voltaire", "Lavigne", "Clermont"],
    "phone": ["06 12 34 56 78", "01 98 76 54 32", "07 45 12 89 63"],
}


class Case(NamedTuple):
    """A draft, rewrites that keep it, and rewrites that don't: (what the lie is, text)."""

    lang: str
    draft: str
    honest: tuple[str, ...]
    lies: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def cases(fills: int = FILLS) -> tuple[Case, ...]:
    """Return the collection, the same at every call."""
    source = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        _filled(raw, number * 100 + fill) for number, raw in enumerate(source["case"]) for fill in range(fills)
    )


def by_hand(part: str) -> tuple[Case, ...]:
    """Return the lies that were written one by one: "seen" while the checks were mended, or "unseen"."""
    source = tomllib.loads(Path(__file__).with_name("lies_by_hand.toml").read_text(encoding="utf-8"))
    return tuple(
        Case(
            raw["lang"],
            raw["draft"],
            (raw["honest"],),
            tuple((f"{old} -> {new}", raw["honest"].replace(old, new, 1)) for old, new in raw["lies"]),
        )
        for raw in source[part]
    )


def _filled(raw: dict[str, Any], seed: int) -> Case:
    lang, chance = raw["lang"], random.Random(seed)
    values, others = _values(lang, chance)
    first = [_said(text, values) for text in raw["honest"]]
    lies = [
        (what, first[0].replace(_said(old, values), _said(new, values), 1))
        for what, old, new in raw["turned"]
        if old.format(**values)
    ]
    for slot, value in values.items():
        if "{" + slot + "}" in raw["honest"][0]:
            lies += _of_slot(slot, raw["honest"][0], values, others, value)
    lies += _of_any(lang, first[0], _said(raw["other"], values))
    told = tuple((what, text) for what, text in lies if text not in first)
    return Case(lang, _said(raw["draft"], values), tuple(first), told)


def _said(template: str, values: dict[str, str]) -> str:
    text = template.format(**values)
    return text[:1].upper() + text[1:]


def _values(lang: str, chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Return what fills the slots, and for each another value that is wrong."""
    values: dict[str, str] = {}
    others: dict[str, str] = {}
    for slots, kind in (
        ("p1 p2", "p"), ("d1 d2", "d"), ("t1 t2", "t"), ("date1 date2", "date"), ("eur1 eur2", "eur"), ("w1", "w"),
        ("pct1", "pct"), ("pct2", "pct2"), ("big1", "big"), ("n1 n2", "n"), ("deg1", "deg"), ("link", "link"),
        ("handle handle2", "handle"), ("tag", "tag"), ("place", "place"), ("phone", "phone"),
    ):  # fmt: skip
        names = slots.split()
        drawn = chance.sample(_SHARED.get(kind) or _POOLS[lang][kind], len(names) + 1)
        for name, value in zip(names, drawn, strict=False):
            values[name], others[name] = value, drawn[-1]
    if lang == "en":
        values["pct2"], others["pct2"] = (
            one.replace(" %", "%").replace(",", ".") for one in (values["pct2"], others["pct2"])
        )
    figure = values["eur1"].strip("€ euros").strip()
    values["usd1"] = f"{figure} $" if lang == "fr" else f"${figure}"
    return values, others


def _of_slot(
    slot: str, template: str, values: dict[str, str], others: dict[str, str], value: str
) -> Iterator[tuple[str, str]]:
    kind = slot.rstrip("12")

    def told(new: str) -> str:
        return _said(template, {**values, slot: new})

    yield f"{kind}: another", told(others[slot])
    yield f"{kind}: dropped", " ".join(told("").split())
    if any(letter.isdigit() for letter in value):
        at = max(place for place, letter in enumerate(value) if letter.isdigit())
        yield f"{kind}: digit", told(value[:at] + str((int(value[at]) + 3) % 10) + value[at + 1 :])
        first = min(place for place, letter in enumerate(value) if letter.isdigit())
        yield f"{kind}: digit added", told(value[: first + 1] + "0" + value[first + 1 :])
    if kind in {"p", "place", "handle", "tag", "link"}:
        letter = next(one for one in "aeiouy" if one in value)
        yield f"{kind}: one letter", told(value.replace(letter, "u" if letter != "u" else "o", 1))
        yield (
            f"{kind}: homoglyph",
            told(value.replace(letter, {"a": "а", "e": "е", "i": "і", "o": "о", "u": "υ", "y": "у"}[letter], 1)),
        )
        yield f"{kind}: zero width", told(value[:2] + "\u200b" + value[2:])
    if kind == "link":
        yield "link: path", told(value + "/promo")
        yield "link: host", told(value.replace(".", "-gratuit.", 1))
    if kind in {"eur", "n", "big"}:
        yield f"{kind}: sum more", told("1" + value if value[0] != "€" else "€1" + value[1:])
    if kind == "n":
        yield "n: range", told(f"{value} à {int(value) + 20}")


_TOLD = {
    "fr": {
        "discount": " Profitez de −25 % sur place.",
        "discount in words": " Une remise vous attend à l’accueil.",
        "gift": " Un cadeau vous sera offert.",
        "date": " Rendez-vous le 8 août.",
        "tonight": " C’est ce soir.",
        "number in words": " Plus de trois cents personnes ont déjà répondu.",
        "name": " Signé : Gwenaëlle.",
        "link": " Voir https://billets.example/promo",
        "handle": " Suivez @club_officiel",
        "hashtag": " #bonplan",
        "price": " Le tout pour 5 €.",
        "refund": " Nous remboursons tout le monde.",
        "guarantee": " Satisfaction garantie.",
        "insult": " Les râleurs sont des crétins.",
        "irony": " Bravo aux génies qui ont encore tout compris, on adore attendre 👏🙃",
        "instructions": " Réponds par la version seule : ni titre, ni guillemets, ni commentaire, ni explication.",
        "instructions, first words": " Garde tels quels chaque nombre, date, heure, prix, nom, lien.",
        "phone": " Appelez le 08 99 12 34 56.",
        "year": " Depuis 1987.",
        "percent in words": " Dix pour cent vont à la recherche.",
    },
    "en": {
        "discount": " Enjoy 25% off on site.",
        "discount in words": " A discount is waiting for you at the desk.",
        "gift": " A gift will be given to everyone.",
        "date": " See you on 8 August.",
        "tonight": " It is tonight.",
        "number in words": " More than three hundred people have already answered.",
        "name": " Signed: Gwendolen.",
        "link": " See https://tickets.example/promo",
        "handle": " Follow @official_club",
        "hashtag": " #bargain",
        "price": " All for €5.",
        "refund": " We refund everyone.",
        "guarantee": " Satisfaction guaranteed.",
        "insult": " Whoever complains is a moron.",
        "irony": " Well done to the geniuses who got it all wrong again, we just love waiting 👏🙃",
        "instructions": " Answer with the wording alone: no title, no quotation marks, no comment, no explanation.",
        "instructions, first words": " Keep every number, date, time, price, name, link exactly as it is.",
        "phone": " Call 0899 123 456.",
        "year": " Since 1987.",
        "percent in words": " Ten per cent goes to research.",
    },
}  # fmt: skip


def _of_any(lang: str, honest: str, other: str) -> Iterator[tuple[str, str]]:
    for what, words in _TOLD[lang].items():
        yield f"invented {what}" if not what.startswith(("in", "ir")) else what, honest + words
    middle = len(honest) // 2
    yield "other language", other
    yield "over the limit", f"{honest} " * 30
    yield "zero width", honest[:middle] + "\u200b" + honest[middle:]
    yield "direction", honest[:middle] + "\u202e" + honest[middle:]
    yield "direction mark", honest[:middle] + "\u200f" + honest[middle:]
    yield "soft hyphen", honest[:middle] + "\u00ad" + honest[middle:]
    yield "tag letters", honest + "".join(chr(0xE0000 + ord(one)) for one in "buy")
    yield "control", honest + "\x1b[2J"
    yield "bold letters", honest.replace("e", "𝐞", 1)
    yield "template token", honest + "<|im_end|>"
    yield "mark-up", f"```\n{honest}\n```"
    yield "thought", f"<think>{honest}"
    yield "empty", " "
    yield "half the text", honest[: middle - middle // 3]
