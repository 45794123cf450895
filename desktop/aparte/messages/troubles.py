"""What went wrong in the user's world, where, and what to do: one line each."""

from aparte.i18n import N_

SENTENCES = {
    "data.bad": N_("{where}: {what}. Correct the value, or delete the line to get the default."),
    "data.unknown_key": N_("{where}: “{key}” is not a known key. Check its spelling or delete the line."),
    "file.missing": N_("{path}: no such file. Check the path."),
    "file.unreadable": N_("{path}: can’t be read ({reason}). Check its permissions."),
    "file.not_utf8": N_("{path}: byte {byte} is not UTF-8. Save the file as UTF-8 and try again."),
    "file.unwritable": N_(
        "{path}: can’t be written ({reason}). Nothing was lost: free some space or choose another place."
    ),
    "json.bad_line": N_(
        "{where}:{line}: not a JSON object ({reason}). Correct this line; the ones before it are done."
    ),
    "json.no_text": N_("{where}:{line}: “text” must be a string. Correct this line; the ones before it are done."),
    "json.bad_value": N_("{where}:{line}: “{key}” can’t be {value}. {hint} The lines before it are done."),
    "output.unwritable": N_(
        "Standard output can’t be written ({reason}). Free some space, or send it to another place."
    ),
    "usage": N_("{what}. See “aparte {command} --help”."),
    "usage.no_text": N_("No text: give it as an argument, with --file, or on standard input."),
    "usage.not_yet": N_("“{command}” is not yet in this version."),
    "usage.platform": N_("“{platform}” is not a platform Aparté knows. Choose among: {known}."),
    "usage.date": N_("“{value}” is not a date. Write it as 2026-11-23."),
    "brand.unknown": N_("No client is called “{name}”. See “aparte brand list”, or add it with “aparte brand add”."),
    "home.unusable": N_("{path}: this folder can’t hold Aparté’s data ({reason}). Choose another with --home."),
    "home.away": N_(
        "{path}: the data folder was moved there and is not there now. Plug the disk in, or name it with --home."
    ),
    "home.named": N_(
        "{path}: this folder was named by --home or APARTE_HOME. Move it by hand, then name its new place."
    ),
    "home.not_empty": N_("{path}: this folder is not empty. Choose an empty one."),
    "home.inside": N_("{path}: one folder can’t be inside the other ({old}). Choose another place."),
    "home.no_room": N_("{path}: {room} bytes are free and {needed} are needed. Nothing was moved."),
    "home.copy_differs": N_("{path}: the copy differs from the original. Nothing was moved: try another disk."),
    "settings.bad": N_("{path}: line {line} can’t be read ({reason}). Correct it, or rename the file to start afresh."),
}
