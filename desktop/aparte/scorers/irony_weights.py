"""The weights of the irony scorer, version one: set by hand, in log-odds, each with its reason.

Decision: named numbers that a person can read and dispute, since no French corpus of brand irony exists yet. They were
chosen for their order (what is said of a nuisance outweighs what decorates it), checked coarsely on the development
parts of iSarcasmEval and MultiPICo (tests/measures/irony.py) and on our own twins; nothing here is calibrated. Set
aside: weights fitted on collected #sarcasm tweets, which learn the tweets' topics. For comparison, the log-odds ratios
of the commonest clues on iSarcasmEval, train: thanks_for 2.2 (5 texts), formula 1.6 (111), praise_near 1.1 (140), wry
1.0 (110), only 0.8, very 0.6.
"""

from __future__ import annotations

from typing import Final

PRIOR: Final = -2.2
"""Risk .10 where nothing can be said, a stated prior and no measure: most of what a brand writes is meant so."""

PRIMARY: Final = {
    # What makes irony by itself: an evaluation that its own situation contradicts.
    "thanks_for": 2.3,  # "thanks for losing my bag": the frame names its object, nothing else explains the thanks
    "thanks_near": 1.0,  # thanks beside a nuisance that is not their object
    "congrats_for": 2.2,  # "bravo pour les 2 h de retard"
    "congrats_near": 1.6,
    "praise_near": 1.4,
    "eager_for": 1.9,  # "can't wait to queue again"
    "welcome_to": 1.1,
    "cheer_near": 0.9,  # 👏 after a failure
    "claim_near": 0.5,  # "service express", 3 weeks late: often a plain complaint, hence little
    "promise_near": 0.6,
    "calm_near": 0.8,  # "tout va bien", the office is under water
    "ask_near": 1.2,  # "who doesn't love a delay?"
    "formula": 1.5,  # times the entry's own weight: "comme par hasard" 1.2, "lol" 0.4
    "wry": 0.7,  # times the emoji's own weight
    "wry_beside": 0.4,  # added when it stands beside praise or a nuisance
    "cross_praise": 0.8,  # thanks or praise under an angry face
    "scare_quotes": 0.9,  # « service client » in quotes, beside a nuisance
    "answer": 0.8,  # praise as the only answer to a complaint; MultiPICo's few cases say little
}
AMPLIFY: Final = {
    # What decorates an irony already there; nothing by itself, so that an exuberant sincere post stays low.
    "again": 0.9,
    "very": 0.3,
    "only": 0.7,
    "oh": 0.6,
    "fond": 0.7,
    "capitals": 0.5,
    "stretched": 0.5,
    "ellipsis": 0.4,
    "flat": 0.5,
}
HINT: Final = {
    # Read only where there is nothing else; half their log-odds ratio on iSarcasmEval, train (.78, .36).
    "oh": 0.4,
    "ellipsis": 0.2,
}
CALM: Final = {
    # What only a sincere text says; (log-odds each, at most). No word of the text is blamed: it goes to `rest`.
    "sorry": (-0.9, -1.8),
    "mend": (-0.6, -1.8),
    "wish": (-0.5, -1.0),
    "reason": (-0.3, -0.6),
    "people": (-0.1, -0.2),
    "good": (-0.1, -0.3),
}
CALM_FLOOR: Final = -2.4
"""Sincere words elsewhere don't excuse an ironic sentence: a long post has many."""

REACH: Final = 12
"""Tokens between an evaluation and its situation, a choice: about one sentence away."""
NEAR: Final = 6
"""Within these tokens the pair counts whole; farther it counts FAR."""
FAR: Final = 0.75
BOUNDARY: Final = 2
"""Tokens that the end of a sentence adds to a distance."""
FRAME_GAP: Final = 6
"""Tokens between "thanks" and its "for": an addressee fits in ("Thanks @brand so much for")."""
FRAME_REACH: Final = 9
"""Tokens between that "for" and what is thanked."""
CEILING: Final = 5.5
"""What all cues may add: log-odds 3.3, .96. Beyond it a version set by hand knows nothing; the rest goes to `rest`."""
MAX_CUES: Final = 8
MAX_WITHOUT: Final = 3
"""The pane shows three; each one reads the text again (a fifth of a long draft's reading)."""
