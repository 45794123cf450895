"""Advertising said aloud: a partnership without its mention, a mention too vague, or one hidden where nobody looks.

It judges the words only. It refuses to guess whether money changed hands: partners who give, pay or lend are all asked
for a mention by the laws the checks cite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.platforms.conditions.scene import Scene
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Token

_SIGNS = (
    "culture.partner",
    "culture.partner-named",
    "culture.partner-joined",
    "culture.partner-tag",
    "culture.thanks",
    "culture.ad-tag",
    "culture.ad-mention",
    "culture.ad-vague",
)
_AFTER = 6
"""Tokens after « en partenariat avec » in which the partner is named."""
_NEARBY = 10
_FIRST_PERSON = frozenset(["je", "j'", "mon", "ma", "mes", "moi", "m'", "i", "my", "me", "i'm", "i've"])
_CIVIC_HANDLES = (
    "ville",
    "mairie",
    "asso",
    "musee",
    "museum",
    "council",
    "city",
    "univ",
    "school",
    "fondation",
    "foundation",
)
"""Parts of the handle of a town, a museum, a school or a charity."""
_TAG_HEAP = 3
"""A mention that is the third or a later hashtag of a heap is buried (FTC, Disclosures 101)."""


def undisclosed(scene: Scene) -> Iterator[Found]:
    """Find an advertising partnership without a clear mention, in clear view.

    params: clear_chars = how far into the text the mention still is in clear view; at_start = it must come before the
    first line ends. Says once what is wrong: no mention, a vague one, or a buried one.
    """
    if not scene.has(_SIGNS):
        return
    tokens = scene.reading.tokens
    mentions = [hit for hit in scene.reading.found("culture.ad-mention", "culture.ad-tag") if _is_mention(tokens, hit)]
    if any(_in_clear_view(scene, hit) for hit in mentions):
        return
    partner = next((hit for hit in _partners(scene) if not _is_civic(scene, hit)), None)
    buried = next((hit for hit in mentions if partner or _opens(tokens, hit)), None)
    if buried:
        yield _found(scene, buried, "buried")
        return
    vague = scene.reading.found("culture.ad-vague")
    if vague and tokens[vague[0].first].kind == "hashtag":
        yield _found(scene, vague[0], "vague")
        return
    if partner:
        yield _found(scene, partner, None)


def _found(scene: Scene, hit: Hit, why: str | None) -> Found:
    message = f"{scene.check.id}.{why}" if why else None
    return Found(hit.start, hit.end, message=message, params={"words": scene.text[hit.start : hit.end]})


def _is_mention(tokens: Sequence[Token], hit: Hit) -> bool:
    """Say whether the word is said as a mention: "#ad", "Ad:", "[Ad]", not "our new ad"."""
    if hit.category == "culture.ad-mention" or tokens[hit.first].kind == "hashtag":
        return True
    closes = hit.last + 1 >= len(tokens) or tokens[hit.last + 1].kind not in {"word", "number", "mention"}
    return _opens(tokens, hit) and closes


def _opens(tokens: Sequence[Token], hit: Hit) -> bool:
    """Say whether it starts a sentence, or is a hashtag."""
    before = tokens[hit.first - 1].kind if hit.first else "punct"
    return tokens[hit.first].kind == "hashtag" or before in {"punct", "other", "emoji", "hashtag"}


def _in_clear_view(scene: Scene, hit: Hit) -> bool:
    clear_chars = scene.value("folds", {}).get(scene.platform, scene.value("clear_chars"))
    if hit.start >= int(clear_chars):
        return False
    tokens = scene.reading.tokens
    if tokens[hit.first].kind != "hashtag":
        return True
    heap = 0
    while heap < hit.first and tokens[hit.first - heap - 1].kind == "hashtag":
        heap += 1
    return heap + 1 < _TAG_HEAP


def _partners(scene: Scene) -> Iterator[Hit]:
    """Give what announces a partner: plain words for it, or « avec » and « merci » followed by a name or a handle.

    Companies say « we teamed up with » of ordinary business: a handle must follow, or somebody must speak as "I".
    """
    tokens = scene.reading.tokens
    yield from scene.reading.found("culture.partner")
    for hit in scene.reading.found("culture.partner-named"):
        if _names_someone(tokens[hit.last + 1 : hit.last + 3]):
            yield hit
    for hit in scene.reading.found("culture.partner-joined"):
        after = tokens[hit.last + 1 : hit.last + 3]
        if any(token.kind == "mention" for token in after) or (_names_someone(after) and _says_i(tokens, hit)):
            yield hit
    for hit in scene.reading.found("culture.partner-tag"):
        if tokens[hit.first].kind == "hashtag" and any(token.low in _FIRST_PERSON for token in tokens):
            yield hit
    for hit in scene.reading.found("culture.thanks"):
        after = tokens[hit.last + 1 : hit.last + 4]
        if any(token.kind == "mention" for token in after) and scene.near(hit, ("culture.present",), 14):
            yield hit


def _names_someone(after: Sequence[Token]) -> bool:
    return any(token.kind == "mention" or (token.kind == "word" and token.raw[:1].isupper()) for token in after)


def _says_i(tokens: Sequence[Token], hit: Hit) -> bool:
    return any(token.low in _FIRST_PERSON for token in tokens[max(0, hit.first - _NEARBY) : hit.last + _NEARBY])


def _is_civic(scene: Scene, hit: Hit) -> bool:
    """A town, a school or a charity as partner is no advertising by itself."""
    civic = scene.reading.hits.get("culture.civic", ())
    if any(hit.last < other.first <= hit.last + _AFTER for other in civic):
        return True
    after = scene.reading.tokens[hit.last + 1 : hit.last + 3]
    return any(token.kind == "mention" and any(word in token.low for word in _CIVIC_HANDLES) for token in after)
