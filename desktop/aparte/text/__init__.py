"""Words, emoji, links, lengths, language, positions: what a text is before anyone judges it.

Decision: one pass over the characters makes a `Reading` that every scorer shares. Set aside: each scorer with regular
expressions of its own, which read the text twenty times and disagreed about what a word is.
"""
