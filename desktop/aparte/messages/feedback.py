"""What is said of a person's corrections."""

from aparte.i18n import N_

SENTENCES = {
    "feedback.broken": N_("{path}: line {line} can’t be read and doesn’t count. The other corrections do."),
}
