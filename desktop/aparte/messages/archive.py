"""What happens to an archive, an import, a search or a client: why something was refused, and what to do."""

from aparte.i18n import N_

SENTENCES = {
    "brand.bad_name": N_("“{name}” can’t be a client’s name. Give it 1 to {most} visible characters."),
    "brand.taken": N_("A client is already called “{name}”. See “aparte brand show”, or choose another name."),
    "space.no_brand": N_(
        "{path}: no such file, so this space has no name. Put it back from a copy, or move the folder away."
    ),
    "space.bad_brand": N_("{path}: can’t be read ({reason}). Correct this line; nothing else was touched."),
    "search.bad_filter": N_("“{filter}” is not a filter, or its value is unknown: its words were searched instead."),
    "search.no_name": N_("A saved search needs a name of visible characters. Nothing was saved."),
    "search.unknown": N_("No search is saved as “{name}”. See “aparte search --list-saved”."),
    "import.format": N_("“{format}” is not a format this version reads. Choose among: {known}."),
    "import.missing": N_("no such file. Check the path."),
    "import.no_export": N_("no export of a network known here is in it. Give the file as the network gave it."),
    "import.other_format": N_("this can’t be read as {format}. Leave the format out: it is found in the content."),
    "import.ask_json": N_("this export is in a form for reading on screen. Ask {network} for it again, in JSON."),
    "import.damaged": N_("the file is damaged ({reason}). Download the export again."),
    "import.locked": N_("the file is protected by a password. Unpack it, and give the folder."),
    "import.bomb": N_(
        "it unpacks to more than {ratio} times its size and {most} MB: no export does. It was left alone."
    ),
    "import.too_many_members": N_("it holds more than {most} files. Give the part with the posts."),
    "import.not_a_file": N_("a link or a device: never followed"),
    "import.unsafe_name": N_("its name points outside the export: never followed"),
    "import.private": N_("private messages are never imported"),
    "import.summary_row": N_("a line of totals, not a post"),
    "import.deleted": N_("deleted by its author"),
    "import.not_authored": N_("not authored posts"),
    "import.given_up": N_("its first {count} items were refused and none was kept: the rest was not read."),
    "import.stray": N_("not an export this version reads"),
    "import.unreadable": N_("can’t be read ({reason}). Check the file and its permissions."),
    "import.not_yet": N_("{format} files can’t be read. Give the export as the network gave it, or a table."),
    "import.binary": N_("this is no export known here. Give the file as the network gave it, or a table."),
    "import.other_database": N_("this database was not written by “aparte export” ({reason}). Give one that was."),
    "import.no_object": N_("no line is a JSON object. Give one object a line, with a “text”."),
    "import.no_column": N_(
        "no column holds a text (seen: {columns}). Name one of them “text”, or say once in the window what they hold."
    ),
    "import.line_too_long": N_("this line is longer than {most} characters."),
    "import.not_utf8": N_("byte {byte} of this line is not UTF-8."),
    "import.bad_json": N_("not a JSON object (character {place})."),
    "import.bad_item": N_("this item can’t be read (character {place}): it is left out."),
    "import.cut_json": N_(
        "the file is cut or damaged at character {place}: nothing after it was read. Download the export again."
    ),
    "import.cut_row": N_("the file ends in the middle of this row. Download the export again."),
    "import.no_text": N_("“text” must be a string."),
    "import.empty_text": N_("there is no text."),
    "import.no_car": N_("this is not a repository of Bluesky. Download it again from the settings of the account."),
    "import.missing_block": N_(
        "what is named here is missing: the file was cut or altered. Download the export again."
    ),
    "import.bad_block": N_("its bytes are not those its address names: it was altered. It is left out."),
    "import.too_many_blocks": N_("it holds more than {most} records: no account does. It was left alone."),
    "import.cut_file": N_(
        "the file is cut or damaged at byte {place}: nothing after it was read. Download the export again."
    ),
    "import.no_address": N_("what was shared has no address."),
    "import.bad_time": N_("“{value}” is not a time. Write it as 2026-11-23T18:30:00Z."),
    "import.bad_value": N_("“{key}” can’t be {value}."),
    "import.died": N_(
        "The import was ended from outside. What was read is kept: import the same files again to complete it."
    ),
}
