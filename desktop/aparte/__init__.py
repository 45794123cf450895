"""The core of Aparté: analysis, archive, drafts, engine. No Qt here, so that all of it can be scripted and tested.

Decision: two packages, `aparte` and `aparte_ui`, as Anki does, rather than one with a `gui` folder: the wall is then an
import that fails instead of a habit.
"""

__version__ = "0.1.0"
