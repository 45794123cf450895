"""The readers of a draft: each says one thing about a text, why, and when it can't tell.

Decision: small additive scorers over one shared `Reading`, each score exactly the sum of what its words gave. Set
aside: one large model for everything, which can't show its words and can't run at each key.
"""
