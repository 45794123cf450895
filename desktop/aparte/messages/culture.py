"""What the culture checks say: verb first, short, a reminder and not legal advice. Dates of rules come as {as_of}."""

from aparte.i18n import N_

SENTENCES = {
    "hashtag-camelcase": N_("Give each word of {tag} its capital, {better}: screen readers then say the words apart."),
    "hashtag-camelcase.long": N_("Give each word of {tag} its capital: screen readers then say the words apart."),
    "emoji-run": N_("Keep {most} of these {count} emoji: a screen reader says each one by its name."),
    "emoji-run.bullets": N_(
        "Start these {count} lines with a dash: a screen reader says the emoji before each of them."
    ),
    "emoji-run.word": N_("Write the word beside {emoji}: read aloud, the sentence has the emoji’s name in the middle."),
    "fake-bold": N_("Write “{plain}” in plain letters: screen readers pass these over, and each weighs 2 on X."),
    "alt-text-missing": N_("Images have no alternative text here: describe them."),
    "alt-text-missing.one": N_("The image has no alternative text here: describe it."),
    "all-caps": N_("Write this in sentence case: capitals read as shouting. Names will need theirs back."),
    "engagement-bait": N_(
        "Ask for a real answer instead of “{words}”: Facebook has shown such posts less since {as_of}."
    ),
    "clickbait": N_("Say what it is about instead of “{words}”: promises cut short are trusted less."),
    "x-only-handle.fediverse": N_("Name {handle} another way: this address only works on Mastodon."),
    "x-only-handle.bluesky": N_("Name {handle} another way: this address only works on Bluesky."),
    "x-only-handle.no_domain": N_(
        "Write the whole Bluesky address of {handle}, such as name.bsky.social, or drop the @."
    ),
    "x-only-handle.no_server": N_(
        "Add the server to {handle} (@name@server): otherwise it points to someone on yours."
    ),
    "x-only-handle.retweet": N_("Change “{words}”: reposts are called RT on X alone."),
    "x-only-handle.thread": N_("Change “{words}”: there are no threads here."),
    "x-only-handle.swipe": N_("Change “{words}”: nobody can swipe here."),
    "x-only-handle.bio": N_("Put the link in the text instead of “{words}”: links can be opened here."),
    "tu-vous-mix": N_("Choose tu or vous: “{word}” stands beside the other (tu {tu}, vous {vous})."),
    "tu-vous-mix.tu": N_("Say tu instead of “{word}”: this client’s setting is tu."),
    "tu-vous-mix.vous": N_("Say vous instead of “{word}”: this client’s setting is vous."),
    "inclusive-form": N_("Write both words instead of “{word}”, as this client’s style asks."),
    "inclusive-form.hashtag": N_("Write two hashtags instead of {tag}: screen readers stumble over the middle dot."),
    "inclusive-form.start": N_("Take this middle dot away: it starts a word, and screen readers spell it."),
    "false-friend": N_("Check “{word}” in this bilingual draft: {meaning}."),
    "emoji-double-meaning.sexual": N_("Check {emoji}: many read it as sexual."),
    "emoji-double-meaning.cold": N_(
        "Check {emoji}: younger readers take it as cold or ironic, and in China as contempt."
    ),
    "emoji-double-meaning.rude": N_("Check {emoji}: it is a rude gesture in some of the countries you aim at."),
    "emoji-double-meaning.hands": N_("Check {emoji}: in Japan it means thanks, prayer or apology."),
    "emoji-double-meaning.clap": N_("Check {emoji}: its meaning in China is not applause alone."),
    "emoji-double-meaning.skull": N_(
        "Take {emoji} away: it means laughter to the young, and this text is near a death."
    ),
    "emoji-double-meaning.clown": N_("Check {emoji}: it is mostly read as an insult."),
    "emoji-double-meaning.political": N_("Check {emoji}: some groups use it as a political sign."),
    "sensitive-date.humour": N_("Decide whether to joke on {day}: {en}."),
    "sensitive-date.selling": N_("Decide whether to sell on {day}: {en}."),
    "sensitive-date.light": N_("Decide whether to be this cheerful on {day}: {en}."),
    "sensitive-date.announcement": N_("Choose another day than {day} for serious news ({en}): it is read as a joke."),
    "crisis-mode.humour": N_("Keep this joke for later: the crisis switch is on."),
    "crisis-mode.selling": N_("Keep this promotion for later: the crisis switch is on."),
    "crisis-mode.planned": N_("Read this planned post again before it goes out: the crisis switch is on."),
    "dark-humour": N_("Take the joke away from “{words}”: someone who lives it may read this."),
    "ad-disclosure-fr": N_(
        "Add “Publicité” or “Collaboration commerciale” at the start: “{words}” announces a partner ({source}; {as_of})."
    ),
    "ad-disclosure-fr.buried": N_(
        "Move “{words}” to the start: the mention must be in clear view ({source}; {as_of})."
    ),
    "ad-disclosure-fr.vague": N_(
        "Write “Publicité” or “Collaboration commerciale”: {words} is too vague ({source}; {as_of})."
    ),
    "ad-disclosure-us": N_(
        "Start with “#ad” or “Paid partnership”: “{words}” announces a partner ({source}; {as_of})."
    ),
    "ad-disclosure-us.buried": N_(
        "Move “{words}” to the very start: nobody should have to look for it ({source}; {as_of})."
    ),
    "ad-disclosure-us.vague": N_("Write “#ad” or “#sponsored” at the start: {words} is too vague ({source}; {as_of})."),
    "retouched-fr": N_(
        "Add “Images retouchées” or “Images virtuelles” if a face or a body was changed ({source}; {as_of})."
    ),
    "influence-contract-fr": N_(
        "Check the written contract: it is due from €1,000 before tax a year for each advertiser ({source}; {as_of})."
    ),
    "alcohol-fr": N_(
        "Add “L’abus d’alcool est dangereux pour la santé” to this promotion of “{words}” ({source}; {as_of})."
    ),
    "alcohol-fr.joy": N_(
        "Describe the drink alone: “{words}” can’t be promoted with party, pleasure or success ({source}; {as_of})."
    ),
    "forbidden-influence-fr": N_("Check whether “{words}” may be promoted: influencers may not ({source}; {as_of})."),
    "health-claim": N_("Prove “{words}” or take it away: health claims are regulated ({source}; {as_of})."),
    "finance-claim": N_("Take “{words}” away or state the risk: no gain is certain ({source}; {as_of})."),
    "election-eve-fr": N_(
        "Don’t publish “{words}” on {day} ({en}): campaigning is forbidden on the eve and the day of a ballot ({source}; {as_of})."
    ),
    "ai-disclosure-eu": N_(
        "Say that a model wrote it, or have a person review it and answer for it: it informs the public ({source}; {as_of})."
    ),
    "ai-disclosure-eu.trace": N_("Read this again: “{words}” looks left over from a model ({source}; {as_of})."),
    "typography-spaces": N_(
        "The sign “{mark}” wants a no-break space: with a plain one it may start the next line alone."
    ),
    "typography-spaces.x": N_(
        "The sign “{mark}” wants a no-break space: U+00A0 weighs 1 on X, the narrow one would weigh 2."
    ),
    "typography-spaces.missing": N_("Add a no-break space beside the sign “{mark}”."),
    "typography-spaces.none": N_("Take away the space before “{mark}”."),
    "typography-spaces.after": N_("Take away the space after “{mark}”."),
    "typography-quotes": N_("Use French quotation marks, « »."),
    "typography-quotes.en": N_("Use curly quotation marks, “ ”."),
    "typography-ellipsis": N_("Use the single character …"),
    "typography-ellipsis.x": N_("Use the single character …: on X it weighs 2, three dots weigh 3."),
    "typography-sums": N_("Write the figure as “{better}”."),
    "typography-sums.space": N_("Keep “{better}” on one line: its space should be a no-break one."),
    "typography-hours": N_("Write the time as “{better}”."),
    "typography-hours.space": N_("Keep “{better}” on one line: its space should be a no-break one."),
    "typography-capitals": N_("Keep the accent on the capital: “{better}”."),
}
