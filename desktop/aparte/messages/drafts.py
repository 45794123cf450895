"""What can be wrong with a draft."""

from aparte.i18n import N_

SENTENCES = {
    "draft.unknown": N_("This draft is no longer there: it was deleted after its 30 days in the bin. Start a new one."),
    "draft.no_version": N_("This version is no longer there. Choose another one in the list."),
    "draft.written_elsewhere": N_(
        "Another window wrote in this draft meanwhile. Its text was kept: find it among the versions."
    ),
}
