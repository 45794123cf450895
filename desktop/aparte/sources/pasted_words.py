"""The words the sites themselves write around a comment, in French and in English: buttons, badges, counts.

They were noted from the visible text of the web pages of Instagram, Facebook, LinkedIn, TikTok, X and YouTube. A site
that changes its words costs lines on the mapping screen, not lost comments: a line that is not known here is a text.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["button", "reply", "reaction", "count", "badge", "portrait", "handle", "answering", "dot", "words"]
"""What a line seems to be by itself. reply: the button that ends a comment; words: none of the site's own."""

LONGEST = 160
"""Letters of a line that may be the site's own; a longer one is somebody's words."""

_PLAIN = str.maketrans("\t\r\f\v\u00a0\u202f\u2009\u200a’‘", "        ''")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"
_NUMBER = r"\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d)? ?(?:k|m|mln|md|b)?"
_ANSWERS = r"(?:reply|replies|réponses?)"
_THESE = r"(?:les |l'|plus de |d'autres |toutes les )?"
_BULLET = re.compile(r"^[\s·•|—–\-↳▼▾⌄]+|[\s·•|]+$")

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("dot", r"[·•|…]+|\(|\)"),
    ("reply", r"reply|répondre"),
    ("handle", r"@[\w.\-]{1,50}"),
    ("answering", r"(?:replying to|en réponse à|réponse à)(?: *@.*)?"),
    ("count", _NUMBER),
    ("reaction", r"j'aime|j'adore|je n'aime pas|haha|wouah|triste|grrr|like|liked|love|dislike|celebrate|support"),
    ("portrait", r"(?:photo de profil de |avatar de |profile photo of |avatar of ).+|.+'s? (?:profile picture|avatar)"),
    ("portrait", r"voir le profil de .+|view .+?'s? (?:profile|graphic link|full profile)|view profile for .+"),
    ("badge", r"(?:post )?author|auteure?(?: (?:du|de la) .{1,30})?|creator|créat(?:eur|rice)|group expert"),
    ("badge", r"admin|administrat(?:eur|rice)|moderator|modérat(?:eur|rice)|original poster"),
    ("badge", r"(?:top|super|rising) fan|fan (?:régulier|régulière|en devenir)|valued commenter|top contributor"),
    ("badge", r"(?:verified|vérifiée?)(?: [·•].*)?|(?:verified|certified) (?:account|profile)"),
    ("badge", r"(?:compte|profil|badge) (?:vérifié|certifié)"),
    ("badge", r"(?:verified [·•] )?(?:1st|2nd|3rd\+?|1er|1re|2e|3e(?: et \+)?)|(?:\d\w\w\+?) degree connection"),
    ("badge", r"relation de \d\w{1,2} niveau|(?:follow|suivre) [·•] \w{2,4}\+?|following|suivie?"),
    ("badge", rf"{_NUMBER} (?:followers?|abonné(?:e|\(e\))?s?)|\(?(?:she|he|they|elle|il|iel)/\w+(?:/\w+)?\)?"),
    ("badge", r"(?:new member|nouveau membre|member|membre)(?: \(.*\))?|status is \w+|le statut est .{1,20}"),
    ("button", rf"{_NUMBER} (?:likes?|j'aime|mentions? j'aime|reactions?|réactions?|shares?|partages?)"),
    ("button", rf"{_NUMBER} (?:comments?|commentaires?|views?|vues|reposts?|quotes?|citations?|bookmarks?|signets?)"),
    ("button", rf"{_NUMBER} (?:autres? )?{_ANSWERS}(?: (?:on|to|sur|à) .+)?"),
    (
        "button",
        rf"(?:view|show|see|load|hide) (?:all )?(?:\d+ )?(?:more |previous |other |hidden )*(?:{_ANSWERS}|comments?).*",
    ),
    (
        "button",
        rf"(?:afficher|voir|charger|masquer) {_THESE}(?:\d+ )?(?:autres? )?(?:{_ANSWERS}|commentaires?).*",
    ),
    (
        "button",
        r"(?:view|show|see|load) (?:more|less|this thread|original|translation)|(?:translate|see) (?:post|to .{2,15})",
    ),
    ("button", r"(?:voir|afficher) (?:plus|moins|l'original|la traduction|ce fil)|traduire (?:le post|en .{2,15})"),
    ("button", r"translate to .{2,15}|translated(?: from .{2,15})?|traduit(?: de l.{2,15})?|rate this translation"),
    ("button", r"(?:…|\.\.\.)? ?(?:see more|more|less|plus|moins|voir plus)|read more|lire la suite|expand|collapse"),
    ("button", r"\(?(?:edited|modifié|modifiée)\)?|options|more options|plus d'options|autres options"),
    (
        "button",
        r"share|partager|partages?|send(?: message)?|envoyer(?: un message)?|hide|masquer|masqué|report|signaler",
    ),
    ("button", r"hide or report this|masquer ou signaler.*|remove preview|supprimer l'aperçu|delete|supprimer"),
    ("button", r"(?:liked|loved|hearted) by .{1,40}|aimé par .{1,40}|❤ by .{1,40}"),
    ("button", r"(?:all|top|newest|recent) comments|tous les commentaires|(?:le |les )?plus (?:pertinents?|récents?)"),
    (
        "button",
        r"most relevant|newest|sort by|trier par|comments?|commentaires?|add a comment.*|ajouter un commentaire.*",
    ),
    ("button", r"(?:write|leave) a (?:public )?comment.*|(?:écrivez|rédigez|laissez) un commentaire.*|post your reply"),
    (
        "button",
        r"poste[rz] (?:votre|ta|une) réponse|.{1,40} (?:replied|a répondu) [·•] .*|subscribe|s'abonner|follow|suivre",
    ),
    (
        "button",
        r"views?|vues?|reposts?|likes|quotes?|citations?|bookmarks?|signets?|ad|sponsorisée?|sponsored|promoted",
    ),
    ("button", r"post|conversation|home|accueil|for you|pour toi|abonnements|explore|explorer|live|original audio"),
    ("button", r"audio d'origine|(?:pinned|épinglée?)(?: (?:by|par) .{1,50})?|pinned comment|commentaire épinglé"),
    ("button", r"highlighted (?:reply|comment)|(?:réponse|commentaire) en surbrillance|creator liked"),
)
_KNOWN = re.compile("|".join(f"(?P<{kind}_{number}>{pattern})" for number, (kind, pattern) in enumerate(_PATTERNS)))
"""All patterns as one: a page has thousands of lines."""
_TAIL = re.compile(
    r"(?:[\s·•|,()]*(?:edited|modifiée?|reply|répondre|like|j'aime|j'adore|love|see translation|voir la traduction"
    rf"|share|partager|{_NUMBER} ?(?:likes?|mentions? j'aime|j'aime|réponses?|repl(?:y|ies)|views|vues)))*[\s·•|,.()]*",
)
_TAIL_AND_COUNT = re.compile(rf"{_TAIL.pattern}(?:[·•|] ?{_NUMBER})?")
_EDITED = re.compile(r"(?:edited|modifiée?)[\s·•|]+")


class Folded(NamedTuple):
    """A line as it is compared: as many letters as the line has. text: lower case, plain spaces and apostrophes."""

    text: str

    @property
    def bare(self) -> str:
        """Return it without the bullets and the invisible letters around."""
        text = self.text.strip(" " + _INVISIBLE)
        return _BULLET.sub("", text) or text


def fold(line: str) -> Folded:
    """Return a line as it is compared, letter for letter."""
    lowered = line.lower()
    if len(lowered) != len(line):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in line)
    return Folded(lowered.translate(_PLAIN))


def kind_of(line: Folded) -> Kind:
    """Return what a line seems to be by itself."""
    bare = line.bare
    if not bare or len(bare) > LONGEST:
        return "dot" if not bare else "words"
    known = _KNOWN.fullmatch(bare)
    if known is not None:
        return _PATTERNS[int((known.lastgroup or "").rpartition("_")[2])][0]
    if _TAIL_AND_COUNT.fullmatch(bare):
        return "reply" if closes(line) else "button"
    return "words"


def closes(line: Folded) -> bool:
    """Tell whether a line of the site's own words holds the button that ends a comment."""
    return "reply" in line.text or "répondre" in line.text


def is_only_buttons(folded: str, start: int) -> bool:
    """Tell whether nothing but the site's own words follows `start` in a folded line."""
    return bool(_TAIL.fullmatch(folded, start))


def after_edited(folded: str) -> int:
    """Return where a line goes on after the mark that it was edited ("Modifié•1 sem"), 0 without one."""
    found = _EDITED.match(folded)
    return found.end() if found else 0
