"""Letters that are not what they seem are named; what people type is not."""

from __future__ import annotations

import pytest

from aparte.engine.disguised import strange_signs


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u00ad", "\u202e", "\u200f", "\u2066", "\ufeff", "\x1b", "\x00", "а", "ο", "𝐞", "ｅ", "ᴇ", "\U000e0062", "\ue000", "\u0336"]  # noqa: E501
)  # fmt: skip
def test_a_sign_nobody_types_is_named(sign: str) -> None:
    assert strange_signs(f"Caf{sign} noir", "Café noir") == (f"U+{ord(sign):04X}",)
    assert strange_signs(f"Caf{sign} noir", f"a draft that has {sign} itself") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Œuvre d’été à 12\u00a0€ — « oui »\u202f!\n\tfin",
        "👩‍👩‍👧 ❤️ 👍🏽 1️⃣ 🇫🇷",
        "e\u0301te\u0301",
        "Łódź, Đà Nẵng, ß",
        "№ 5, ™, ½, 20 °C, …",
    ],
)
def test_what_people_type_is_not(text: str) -> None:
    assert strange_signs(text, "") == ()
