"""The settings: what is seen, how one writes, what leaves, whose words these are, and where everything lies.

Decision: each choice acts at once and is on disk at once; there is no button to keep it and none to forget it.
"""
