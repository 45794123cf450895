"""Small painted widgets without product knowledge: they are given words and figures, and know only the theme.

Painted with QPainter on classes that have a role for screen readers (QLabel, QAbstractButton, QProgressBar), rather
than styled by sheets: a sheet can't hatch a seat, dash one edge or draw a key cap, and costs more at the first paint.
"""
