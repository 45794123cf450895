"""What can be wrong with a file of data, where it stands, and what to do."""

from aparte.i18n import N_

SENTENCES = {
    "data.newer": N_(
        "{path}: written by a newer Aparté (version {version}, this one reads up to {known}). "
        "It was left untouched: install the newer Aparté."
    ),
    "data.damaged": N_(
        "{path}: this file is damaged or is not ours ({reason}). It was left as it is: put back a copy from “backups”."
    ),
    "data.full": N_("{path}: the disk is full. Everything saved before is safe: free some space and try again."),
    "data.read_only": N_("{path}: this file can’t be written. Check its permissions and those of its folder."),
    "data.unreadable": N_(
        "{path}: this file can’t be opened ({reason}). Check its permissions and those of its folder."
    ),
    "data.failing_disk": N_(
        "{path}: the disk refused to write or read ({reason}). Everything saved before is safe: check the disk and try again."
    ),
    "data.busy": N_("{path}: another program is holding this file. Close it and try again."),
    "data.no_backup": N_(
        "{path}: no copy could be made in {folder} before the upgrade ({reason}). The file was left as it is: "
        "free some space and try again."
    ),
}
