"""The settings: the screen, writing, the open client, the data on disk, and what the program is made of.

Decision: one column to scroll, each choice at once on screen and on disk, no "Apply". Set aside: a dialog, which would
hide the page that a change of size or of colours is judged on.
"""
