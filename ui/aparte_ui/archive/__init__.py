"""The archive: what was said before, found by its words, and where exports come in.

Decision: rows are painted by a delegate over a model that asks for more by key, so a million posts scroll like fifty.
Set aside: pages with numbers, which make one count before one reads.
"""
