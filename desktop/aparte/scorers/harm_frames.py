"""What has to stand together to do harm: a cure and an illness, a catastrophe and a sale, a promise and money.

Each frame is a sum of lists of which one word each must be meant in the same few sentences. A frame flags nothing: the
learned part weighs it among its features.
"""

from __future__ import annotations

from typing import Final

from aparte.text.scope import word_set

_GROUP = word_set("group ableism.group")
_PAY_FIRST = word_set("scam.fee scam.payfirst")
_SHUT_OUT = word_set("exclude exclude.alone")

FRAMES: Final[tuple[tuple[str, tuple[frozenset[str], ...]], ...]] = (
    ("cure_of_an_illness", (word_set("claim.cure"), word_set("claim.illness"))),
    ("product_for_an_illness", (word_set("claim.product"), word_set("claim.illness claim.slim"))),
    ("no_more_doctor", (word_set("claim.stop claim.secret"),)),
    ("sure_gain", (word_set("money.sure money.norisk money.boom"), word_set("money.gain money.invest"))),
    ("pay_for_a_gift", (_PAY_FIRST, word_set("scam.windfall scam.task"))),
    ("answer_for_a_gift", (word_set("scam.windfall scam.urgent"), word_set("scam.contact"))),
    ("pay_at_once", (word_set("scam.urgent"), _PAY_FIRST)),
    ("sale_on_grief", (word_set("grief.event"), word_set("sale.pitch"))),
    ("joke_on_grief", (word_set("grief.event"), word_set("grief.joke laugh"))),
    ("hidden_advert", (word_set("ad.denial"), word_set("ad.code ad.praise"))),
    ("denied_advert", (word_set("ad.denial"),)),
    ("crowd_called", (word_set("harass.all harass.until"), word_set("harass.act"))),
    ("crowd_sent", (word_set("harass.act"), word_set("harass.target"), word_set("harass.until harass.all"))),
    ("followed", (word_set("harass.stalk"),)),
    ("shunned", (word_set("harass.shun"),)),
    ("offer_not_for_all", (word_set("exclude.frame"), _SHUT_OUT)),
    ("group_shut_out", (_GROUP, _SHUT_OUT | {"exclude.frame"})),
    ("illness_a_burden", (word_set("ableism.group"), word_set("ableism.burden"))),
    ("group_debased", (_GROUP, word_set("hate.dehumanise hate.call hate.verb hate.phrase"))),
    ("body_hurt", (word_set("threat.verb"), word_set("body"))),
    ("place_and_threat", (word_set("threat.veiled"), word_set("threat.phrase threat.verb"))),
    ("private_fact", (word_set("data.owner"), word_set("data.secret data.routine data.medical data.leak"))),
)

WATCHED: Final = word_set(
    "insult.strong insult.mild insult.phrase insult.frame target.third hate.slur hate.phrase hate.call hate.verb "
    "hate.dehumanise hate.toomany group threat.verb threat.phrase harass.call selfharm.own selfharm.incite "
    "selfharm.support hiring home shop exclude exclude.age exclude.alone exclude.legal ableism.insult "
    "ableism.metaphor ableism.thing scam.lure scam.hook scam.coin scam.multiply scam.income scam.earn scam.phish "
    "scam.click scam.alone scam.warning idiom speech.against"
)
"""The lists of `resources/lexicons` that the rules read: the learned part reads them too."""
