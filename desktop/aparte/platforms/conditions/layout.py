"""How a text looks and sounds when it is read aloud: emoji, styled letters, capitals, images without words.

Screen readers are the measure: they speak every emoji by its name and pass over mathematical letters or spell them out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.platforms.conditions.scene import Scene
    from aparte.text.reading import Token

_STYLED_LETTER = (
    "[\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189Ⓐ-ⓩＡ-Ｚａ-ｚℎℬℰℱℋℐℒℳℛℯℊℴ]"
)
_STYLED = re.compile(f"{_STYLED_LETTER}{{2,}}(?:[ '’\\-]*{_STYLED_LETTER}+)*")
_TWO_CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\Wa-zà-öø-ÿ]")
_MAYBE_CAPITALS = re.compile(r"[A-Z\x80-\xde\u0100-\U0010ffff][0-9A-Z_\x80-\xdf\xf7\u0100-\U0010ffff]")
"""Wider and four times as quick: it asks no character whether it is a letter."""
_SENTENCE = re.compile(r"[^.!?…\n]+")
_BEFORE_A_NOUN = (
    "le la les un une des mon ma mes ton ta tes son sa ses notre nos votre vos du au aux ce cette ces je j' l' d' de "
    "the a an my your our their his her this that i we"
)
_DETERMINERS = frozenset(_BEFORE_A_NOUN.split())


def emoji_runs(scene: Scene) -> Iterator[Found]:
    """Find emoji a screen reader would recite: more than `most` in a row, as bullets of a list, in place of a word.

    Source: guidance for screen readers (the check's own). A run is mended by keeping its first `most` emoji.
    """
    tokens = scene.reading.tokens
    emoji = [index for index, token in enumerate(tokens) if token.kind == "emoji"]
    if not emoji:
        return
    most = int(scene.value("most", 3))
    yield from _long_runs(scene, tokens, emoji, most)
    yield from _bullets(scene, tokens, emoji)
    for index in emoji:
        if 0 < index < len(tokens) - 1 and _replaces_a_word(scene.text, tokens, index):
            token = tokens[index]
            yield Found(token.start, token.end, message="emoji-run.word", params={"emoji": token.raw})


def _long_runs(scene: Scene, tokens: Sequence[Token], emoji: Sequence[int], most: int) -> Iterator[Found]:
    run: list[int] = []
    for index in [*emoji, -1]:
        if run and (index != run[-1] + 1 or "\n" in scene.text[tokens[run[-1]].end : tokens[index].start]):
            if len(run) > most:
                start, end = tokens[run[0]].start, tokens[run[-1]].end
                kept = scene.text[start : tokens[run[most - 1]].end]
                yield Found(start, end, fix=kept, params={"count": len(run), "most": most})
            run = []
        run.append(index)


def _bullets(scene: Scene, tokens: Sequence[Token], emoji: Sequence[int]) -> Iterator[Found]:
    text = scene.text
    bullets = [
        tokens[index]
        for index in emoji
        if index + 1 < len(tokens)
        and tokens[index + 1].kind not in {"emoji", "hashtag"}
        and not text[text.rfind("\n", 0, tokens[index].start) + 1 : tokens[index].start].strip()
        and "\n" not in text[tokens[index].end : tokens[index + 1].start]
    ]
    if len(bullets) < int(scene.value("bullets", 3)):
        return
    start, end = bullets[0].start, bullets[-1].end
    mended, at = [], start
    for bullet in bullets:
        mended += [text[at : bullet.start], "–"]
        at = bullet.end
    yield Found(start, end, fix="".join(mended), message="emoji-run.bullets", params={"count": len(bullets)})


def _replaces_a_word(text: str, tokens: Sequence[Token], index: int) -> bool:
    before, token, after = tokens[index - 1], tokens[index], tokens[index + 1]
    if after.kind != "word" or before.low not in _DETERMINERS:
        return False
    return "\n" not in text[before.start : after.start] and token.raw not in {"©", "®"}


def styled_letters(scene: Scene) -> Iterator[Found]:
    """Find mathematical, circled or full-width letters used as style; the fix is the same words in plain letters."""
    if scene.text.isascii():
        return
    for match in _STYLED.finditer(scene.text):
        plain = unicodedata.normalize("NFKC", match.group())
        yield Found(match.start(), match.end(), fix=plain, params={"plain": plain})


def missing_alt(scene: Scene) -> Iterator[Found]:
    """Find images of the draft that have no alternative text for this platform (a text under "" serves them all)."""
    without = [
        medium
        for medium in scene.occasion.media
        if not (medium.alt.get(scene.platform or "") or medium.alt.get("") or "").strip()
    ]
    if without:
        message = "alt-text-missing.one" if len(without) == 1 else None
        yield Found(0, len(scene.text), message=message, params={"count": len(without)})


def capitals(scene: Scene) -> Iterator[Found]:
    """Find sentences of `letters` letters or more of which over `share` are capitals; acronyms don't count.

    The fix is the sentence in lower case with its first capital; names have to be given theirs back by hand.
    """
    # Looked for in the whole text first: asking each of 600 words cost a tenth of a millisecond with every key.
    if not _MAYBE_CAPITALS.search(scene.text) or not _TWO_CAPITALS.search(scene.text):
        return
    words = scene.reading.words
    shouted = [word.start for word in words if len(word.raw) > 1 and word.raw.isupper()]
    if len(shouted) < 2:
        return
    starts = [word.start for word in words]
    least, share = int(scene.value("letters", 12)), float(scene.value("share", 0.6))
    acronyms = frozenset(scene.value("acronyms", ()))
    for sentence in _SENTENCE.finditer(scene.text):
        if bisect_left(shouted, sentence.end()) - bisect_left(shouted, sentence.start()) < 2:
            continue
        own = words[bisect_left(starts, sentence.start()) : bisect_left(starts, sentence.end())]
        counted = [word for at, word in enumerate(own) if not _is_acronym(own, at, acronyms)]
        letters = [letter for word in counted for letter in word.raw if letter.isalpha()]
        shouts = sum(word.raw.isupper() and len(word.raw) > 1 for word in counted)
        if shouts > 1 and len(letters) >= least and sum(map(str.isupper, letters)) > share * len(letters):
            start, end = counted[0].start, counted[-1].end
            yield Found(start, end, fix=_sentence_case(scene.text, own, start, end, acronyms))


def _is_acronym(words: Sequence[Token], at: int, acronyms: frozenset[str]) -> bool:
    raw = words[at].raw
    if raw in acronyms:
        return True
    if not raw.isupper() or not 2 <= len(raw) <= 6:
        return False
    # A short capital word standing alone among ordinary ones is an acronym nobody listed; among shouts it is a shout.
    beside = [*words[max(0, at - 2) : at], *words[at + 1 : at + 3]]
    return not any(word.raw.isupper() and len(word.raw) > 1 for word in beside)


def _sentence_case(text: str, words: Sequence[Token], start: int, end: int, acronyms: frozenset[str]) -> str:
    letters = [letter.lower() if len(letter.lower()) == 1 else letter for letter in text[start:end]]
    for word in words:
        if word.raw in acronyms and start <= word.start < end:
            letters[word.start - start : word.end - start] = word.raw
    return "".join(letters[:1]).upper() + "".join(letters[1:])
