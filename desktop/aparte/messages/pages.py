"""What was wrong with a feed, a list of feeds or a page, and what to do."""

from aparte.i18n import N_

SENTENCES = {
    "import.bad_xml": N_("this is not valid XML ({reason}). What stands before it was read."),
    "import.xml_cut_short": N_(
        "the file ends in the middle. What stands before was read; fetch it again for the rest."
    ),
    "import.xml_entities": N_("it declares entities of its own, as traps do: nothing of it was read."),
    "import.xml_too_deep": N_("its elements are nested more than {most} deep: the rest was not read."),
    "import.xml_too_long": N_("a tag or a comment is longer than {most} bytes: the rest was not read."),
    "import.xml_names": N_("it has more than {most} kinds of elements, as no feed does: the rest was not read."),
    "import.item_too_long": N_("this item is longer than {most} characters."),
    "import.feed_address": N_("“{address}” is not a web address. Give one that begins with https."),
    "import.page_no_posts": N_(
        "no comment was recognised. Copy the comments on the page and paste them in the archive; "
        "if this is an export of yours, ask for it as JSON."
    ),
    "import.page_rest": N_("{count} more lines of the page, from “{words}” on, are no comment for sure."),
    "import.page_too_long": N_("the page is too long: the rest was not read. Save or copy a part of it."),
    "import.pasted_unsure": N_("it is not sure what “{words}” is. Paste it in the archive to say so."),
    "import.feed_secret": N_(
        "the address at {host} holds a password. Add this feed by hand, so that it is kept apart."
    ),
}
