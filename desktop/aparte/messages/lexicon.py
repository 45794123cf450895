"""What can be wrong in a word list."""

from aparte.i18n import N_

SENTENCES = {
    "lexicon.bad": N_("{path}:{line}: “{weight}” is not a weight. Write a number after the tab, or nothing."),
}
