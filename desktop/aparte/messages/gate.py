"""What the gate asks, what the copy log found, and what can go wrong with its key."""

from aparte.i18n import N_

SENTENCES = {
    # The rows of the gate that are not findings of their own.
    "gate.irony": N_("Can be read as irony, more than your usual posts."),
    "gate.irony_low": N_("Irony: nothing unusual."),
    "gate.irony_unknown": N_("Irony: too little text to tell, or another language."),
    "gate.irony_playful": N_("Irony: meant."),
    "gate.facts": N_("Not in the brief: {facts}."),
    "gate.rules": N_("{passed} of {of} rules met."),
    "gate.sensitive": N_("No sensitive subject found."),
    "gate.alt_text": N_("Each image has its alternative text."),
    "gate.spelling": N_("No spelling mistake found."),
    "gate.spelling_marked": N_("Words the dictionary does not know: {count}."),
    "gate.read_aloud": N_("Read it aloud once."),
    "gate.by_model": N_("Contains words written by {model}, accepted by you."),
    "gate.open": N_("Points still open before this copy: {count}. Answer them first."),
    # The log.
    "log.refused": N_("Not logged: {what} Give a line of reason with --reason."),
    "log.unwritable": N_(
        "{path}: the line can’t be written ({reason}). Nothing was copied or lost: free some space and try again."
    ),
    "log.late_line": N_("The line is written; its number could not be confirmed yet. The next copy will do it."),
    "log.broken": N_("{path}: {what} Compare it with a copy of the folder before you rely on it."),
    "log.changed": N_("Line {line} was changed."),
    "log.missing": N_("Line {expected} is missing: number {number} comes in its place."),
    "log.out_of_place": N_("Line {line} bears number {number} where {expected} belongs: it was moved or repeated."),
    "log.broken_link": N_("Line {line} does not follow the one before it: one of them was replaced."),
    "log.added": N_("From line {line} on, something was added that no copy wrote."),
    "log.cut": N_("The end is cut off: {missing} lines of {expected} are missing."),
    "log.other_head": N_("Line {line} is not the last one that was confirmed: it was replaced."),
    "log.no_head": N_("{path} is missing: whether the end of the log was cut off can’t be known."),
    "log.unfinished": N_("A crash cut line {line} while it was written ({bytes} bytes); no copy was lost."),
    "log.late": N_("Line {line} is whole and waits for the next copy to be confirmed, after a crash."),
    "log.key_in_file": N_(
        "No keyring is used here: the key of the log is kept in {path}, which only you can read. Back it up."
    ),
    "secrets.no_keyring": N_("The system keyring can’t be used ({reason}). Unlock it, or install one, and try again."),
    "secrets.bad_key_file": N_(
        "{path}: this file holds no key. Put it back from a copy; if you delete it, a new key is made and earlier texts "
        "can no longer be recognised."
    ),
    "settings.bad_value": N_("{path}: “{key}” can’t be “{value}”. Correct it, or delete the line to get the default."),
}
