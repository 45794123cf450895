"""`aparte check`: everything Aparté says of a draft, for people or for programs."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from aparte.cli import DONE, NO
from aparte.i18n import _

if TYPE_CHECKING:
    from aparte.cli import Commands
    from aparte.nouns import Assessment, Occasion


def register(commands: Commands) -> None:
    """Add `check`."""
    parser = commands.add("check", check, _("assess a draft: tone, emotion, irony, sensitivity, platform fit"))
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument("--file", metavar="FILE", help=_("read the text from a UTF-8 file"))
    parser.add_argument("--jsonl", metavar="F", help=_("assess the texts of a JSON Lines file (“-”: standard input)"))
    parser.add_argument("--platform", default="", metavar="x,bluesky,…")
    parser.add_argument("--lang", default="auto", choices=["auto", "fr", "en"])
    parser.add_argument("--brand", metavar="NAME")
    parser.add_argument("--intent", default="sincere", choices=["sincere", "playful"])
    parser.add_argument("--planned", metavar="DATE")
    parser.add_argument("--media", action="append", default=[], metavar="FILE")
    parser.add_argument("--alt", action=_AltText, default=[], metavar="TEXT", help=_("describes the --media before it"))


def check(arguments: argparse.Namespace) -> int:
    """Assess one text, or each line of a file; 1 when a finding is an error."""
    if arguments.jsonl is not None:
        from aparte.cli.bulk import check_lines

        return check_lines(arguments)
    from aparte.cli.given import platforms_given, text_given
    from aparte.drafts.assess import assess

    platforms = platforms_given(arguments.platform)
    occasion, own_risks = circumstances(arguments)
    text = text_given(arguments)
    assessment = assess(text, occasion=occasion, platforms=platforms, lang=arguments.lang, own_risks=own_risks)
    if getattr(arguments, "json", False):
        from aparte.cli.lines import json_line
        from aparte.cli.output import assessment_data

        sys.stdout.write(json_line(assessment_data(assessment, None, for_brand=arguments.brand is not None)))
    else:
        from aparte.cli.spoken import spoken

        sys.stdout.write(spoken(assessment) + "\n")
    return NO if has_error(assessment) else DONE


def circumstances(arguments: argparse.Namespace) -> tuple[Occasion, list[float] | None]:
    """Return the occasion the options describe, and the risks of the client's own posts when it has enough of them."""
    from aparte.cli.given import client_given, date_given, media_given, prior_given
    from aparte.nouns import Occasion
    from aparte.scorers.rank import own_risks_of
    from aparte.text.names import names_of

    space = client_given(arguments)
    brand = space.brand if space else None
    occasion = Occasion(
        intent=arguments.intent,
        planned=date_given(arguments.planned),
        media=media_given(arguments.media, arguments.alt),
        address=brand.address if brand else None,
        customs_off=frozenset(brand.customs_off) if brand else frozenset(),
        overrides=brand.overrides if brand else {},
        irony_prior=prior_given(space),
        names=names_of(brand) if brand else (),
    )
    return occasion, own_risks_of(space.own_texts(), occasion.names) if space else None


class _AltText(argparse.Action):
    """Puts an alternative text at the place of the image named just before it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        without_text = len(namespace.media) - len(namespace.alt)
        if without_text < 1:
            parser.error(_("--alt describes the --media before it, and there is none"))
        namespace.alt = [*namespace.alt, *[""] * (without_text - 1), values]


def has_error(assessment: Assessment) -> bool:
    """Tell whether any finding, of any platform or of sensitivity, is an error."""
    findings = [*assessment.sensitivity.findings, *(f for fit in assessment.fit.values() for f in fit.findings)]
    return any(finding.severity == "error" for finding in findings)


def title_of(assessment: Assessment) -> str:
    """Return the first words of the text, for a heading."""
    first = assessment.text.strip().splitlines()[0] if assessment.text.strip() else _("(empty text)")
    return first if len(first) <= 72 else first[:71] + "…"
