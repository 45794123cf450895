"""Weigh a local model's ear for irony: `python -m models.train.opinion NAME [--most N]`.

It asks the model NAME of the home about texts of the corpus's development part (`train`; `held_out` is never read) and
keeps beside it the three parameters that fuse its hearing with our own reader's (`aparte.engine.fusion`). Our reader
was learned on some of these texts, so its part is, if anything, weighed too high: the fused figure leans on it.
"""

from __future__ import annotations

import argparse
import random
import sys
from typing import TYPE_CHECKING

from aparte import i18n, messages, paths
from aparte.drafts.assess import assess
from aparte.engine import catalogue
from aparte.engine.client import Engine
from aparte.engine.fusion import fitted, keep
from aparte.engine.opinion import hear
from aparte.engine.questions import versions
from aparte.errors import Trouble
from aparte.nouns import Occasion
from models.train.corpus import LANGUAGES, Irony, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.fusion import Fusion
    from aparte.nouns import ModelFile

MOST = 400
"""Texts asked about: four questions each; three parameters are steady with a few hundred."""


def main(argv: Sequence[str] | None = None) -> int:
    """Weigh one model and say what it is worth."""
    parser = argparse.ArgumentParser(prog="models.train.opinion", description=__doc__)
    parser.add_argument("name", help="a model of `aparte model list`")
    parser.add_argument("--most", type=int, default=MOST, help="texts to ask about")
    given = parser.parse_args(argv)
    i18n.set_language(i18n.preferred())
    engine = Engine()
    try:
        model = catalogue.find(paths.home(), given.name)
        engine.load(model, str(catalogue.model_path(paths.home(), model)))
        found = weigh(engine, model, sample(given.most))
        where = keep(paths.home(), model, found)
    except Trouble as trouble:
        sys.stderr.write(f"aparte: {messages.say(trouble.code, trouble.params)}\n")
        return 2
    finally:
        engine.stop()
    print(f"{found.texts} texts: mean squared error {found.brier_own:.4f} of our reader, {found.brier:.4f} of both")
    print(f"bias {found.bias:.3f}, own {found.own:.3f}, model {found.model:.3f}: {where}")
    return 0


def sample(most: int) -> list[Irony]:
    """Return whole groups of both languages in a fixed order: a text comes with its sincere twins."""
    groups: dict[str, list[Irony]] = {}
    for row in (row for lang in LANGUAGES for row in rows(Irony, lang, "train")):
        groups.setdefault(row.group, []).append(row)
    names = sorted(groups)
    random.Random(1).shuffle(names)
    return [row for name in names for row in groups[name]][:most]


def weigh(engine: Engine, model: ModelFile, texts: Sequence[Irony]) -> Fusion:
    """Return the parameters of the loaded `model` on these texts. Raises Trouble as Engine.score and `fitted` do."""
    risks, odds, truths = [], [], []
    for number, row in enumerate(texts, 1):
        occasion = Occasion(reply_to_text=row.parent)
        own = assess(row.text, occasion=occasion, platforms=["x"], lang=row.lang).sarcasm
        if own.abstained:
            continue
        risks.append(own.risk)
        odds.append(hear(engine, row.text, row.lang, occasion).mean)
        truths.append(row.role == "ironic")
        if number % 50 == 0:
            print(f"{number} of {len(texts)} texts", flush=True)
    return fitted(risks, odds, truths, prompts=versions(), sha256=model.sha256)


if __name__ == "__main__":
    sys.exit(main())
