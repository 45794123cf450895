"""The models of the sample world, for pictures: one kept, one at a server, with a measure and an audition of each kind.

The figures are of no machine: they show how a page looks, and are never shown to anyone as measured here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aparte.engine import beside
from aparte.engine.audition import Heard, Report, drafts
from aparte.engine.bench import Measured, Speed
from aparte.nouns import ModelFile
from aparte_ui.models.found import Found

if TYPE_CHECKING:
    from datetime import datetime

_GB = 1_000_000_000
KEPT = ModelFile(
    name="Compact-1.5B",
    file="Compact-1.5B.gguf",
    sha256="9f2c41d7",
    size_bytes=_GB,
    architecture="llama",
    layers=24,
    context_tokens=32_768,
    ram_bytes=int(1.9 * _GB),
    licence="Apache-2.0",
)
SERVED = replace(
    KEPT, name="large-12b-atelier.local", file="", sha256="", size_bytes=0, ram_bytes=0, licence="",
    address="http://atelier.local:8080", remote="large-12b", opened=True,
)  # fmt: skip
_WHY: dict[str, tuple[str, dict[str, object]]] = {
    "fr-trop-long": ("refused.too_long", {"count": 346, "limit": 280}),
    "fr-citation": ("refused.lost", {"facts": "Hélène Vasseur"}),
    "en-irony": ("refused.risk", {}),
    "en-formal": ("refused.lost", {"facts": "6 June"}),
    "en-too-long": ("refused.cut", {}),
    "en-quote": ("refused.added", {"facts": "2024"}),
}
_SAID = {
    "fr-trop-long": "L’atelier de reliure ouvre ses portes le samedi 14 juin de 10 h à 18 h, au 8 rue des Tanneurs : "
    "démonstrations de reliure toutes les heures, exposition de carnets anciens prêtés par la bibliothèque municipale, "
    "et goûter offert aux 50 premières personnes qui se présenteront. Entrée libre, sur inscription : "
    "https://reliure.example/portes-ouvertes",
    "fr-citation": "« On ne restaure pas un orgue, on l’écoute. » Hier, en montant les 61 marches de Saint-Maurice, "
    "nous avons gardé cette phrase en tête. Puis nous avons entendu le grand jeu, pour la première fois depuis 11 ans.",
    "en-irony": "Great news for fans of heat: our 40-year-old air conditioning has retired today. The 2 pm tour moves "
    "to the cellar, 14 °C, bring a jumper 🥶",
    "en-formal": "Send us your application and the documents listed before 15 May. Dr Lindqvist will answer in June. "
    "24 places are available this year, 18 before.",
    "en-too-long": "The Harbour Street Library reopens on Saturday 14 June at 10 am, with 3,200 new books, a reading",
    "en-quote": "“You don’t restore a lighthouse, you keep it company,” says Moira Kerr, keeper at Skerry Point since "
    "1998. We climbed the 132 steps with her yesterday. At 9.04 pm, after 7 dark years, the lamp of 2024 came on.",
}
_SHORTER = {"fr-tu", "en-you", "fr-festival", "en-festival"}


def found(now: datetime) -> dict[str, Found]:
    """Return what was found of both models at `now`: the kept one measured and heard, the served one measured."""
    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    here = replace(beside.circumstances(KEPT), at=at)
    served = replace(beside.circumstances(SERVED), at=at)
    return {
        KEPT.name: Found(
            speed=Measured(
                speed=Speed(
                    tokens_per_s=11.4,
                    prompt_tokens_per_s=64.0,
                    first_token_ms=420.0,
                    threads=2,
                    ram_bytes=int(1.7 * _GB),
                ),
                found=here,
                sha256=KEPT.sha256,
            ),
            report=report(now),
        ),
        SERVED.name: Found(
            speed=Measured(
                speed=Speed(tokens_per_s=38.2, prompt_tokens_per_s=410.0, first_token_ms=180.0, threads=0, ram_bytes=0),
                found=replace(served, engine="before"),
                sha256="",
            ),
            begun=7,
            speed_holds=False,
        ),
    }


def report(now: datetime) -> Report:
    """Return an audition of the kept model with passes and refusals of several kinds."""
    version, fixed = drafts()
    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    heard = []
    for draft in fixed:
        why, params = _WHY.get(draft.id, ("", {}))
        sentences = draft.text.split(". ")
        text = _SAID.get(draft.id) or (". ".join(sentences[:-1] or sentences) if draft.id in _SHORTER else draft.text)
        heard.append(
            Heard(
                draft=draft.id, lang=draft.lang, platform=draft.platform, goal=draft.goal, accepted=not why, why=why,
                params=params, text=text, language_kept=True, facts_kept="lost" not in why and "added" not in why,
                words=len(text.split()), tokens=len(text) // 3, seconds=9.0, first_token_ms=420.0, tokens_per_s=11.4,
            )
        )  # fmt: skip
    return Report(
        version=version,
        program="0.1.0",
        sha256=KEPT.sha256,
        found=replace(beside.circumstances(KEPT), at=at, machine="Intel Core i5-8250U ×\N{NO-BREAK SPACE}4"),
        ram_bytes=int(1.7 * _GB),
        heard=tuple(heard),
    )
