"""The desk (*Atelier*): the page, its marks, the aside, the prompter and the gate.

Decision: one `Session` holds what is being written and tells the widgets; no widget asks another. Set aside: the page
calling the pane and the gate itself, which made every new pane a change of the page.
"""
