"""What is said of a model after its audition, in plain words with the numbers."""

from aparte.i18n import N_

SENTENCES = {
    "audition.good": N_("Good in both languages: {fr} of {fr_all} French drafts and {en} of {en_all} English ones passed every check."),
    "audition.good_fr": N_("Good in French ({fr} of {fr_all} passed every check), not reliable in English ({en} of {en_all})."),
    "audition.good_en": N_("Good in English ({en} of {en_all} passed every check), not reliable in French ({fr} of {fr_all})."),
    "audition.fair": N_("Helps now and then: {accepted} of {all} drafts passed every check ({fr} of {fr_all} in French, {en} of {en_all} in English). Ask for several versions and expect refusals."),
    "audition.poor": N_("Not of use here: {accepted} of {all} drafts passed every check. Rules serve better; choose another model."),
    "audition.kept": N_("It kept the language in {language} of {all} and every fact in {facts} of {all}."),
    "audition.none": N_("{name} was not heard yet: run “aparte model audition {name}”."),
    "audition.stopped": N_("Stopped after {done} of {all} drafts. What was heard is kept: the same command goes on from there."),
}  # fmt: skip
