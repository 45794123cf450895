"""A collection of CSV files as people have them: small tables of our own, spoilt in every way we have met or imagine.

Each file comes with the table a person would read in it. The files are made anew, always the same, from `bases` (the
tables) and `pollutions` (what happens to them); those of the `held_out` bases judge the reader and never guide it.
"""
