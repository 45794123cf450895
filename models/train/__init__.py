"""The trainer: never shipped, imports `aparte`, is never imported by it. scikit-learn is allowed here only.

    python -m models.train --data DIR            rebuilds every table of models/scorers and its card
    python -m models.train.engine --data DIR     the method on an official split; nothing of it ships

The same locked Python and the same DIR give the same int8 tables. DIR holds the public sets named in `sources`.
"""
