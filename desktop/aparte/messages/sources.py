"""On whose word a rule stands, said in the reader's language: the sources that are English sentences, as the rules write them.

A source that is the title of a law or a page is shown as it is, and so is one a translator has not met yet.
"""

from aparte.i18n import N_

NAMES = (
    N_("AMF, doctrine on promotional communications, still to be checked against the texts"),
    N_("Aparté’s calendar of public commemorations (resources/calendar.toml)"),
    N_("Code électoral, art. L49, not re-read"),
    N_("Crisis practice: humour, promotion and scheduled posts are held"),
    N_("Custom of each network; atproto handles are domains; Mastodon addresses name their server"),
    N_("Custom of the platform; WCAG 2.2, 1.1.1"),
    N_("FTC, Disclosures 101 for Social Media Influencers; FTC letters of 2017"),
    N_("Habit: capitals read as shouting, and some screen readers spell them"),
    N_("Habit; the client’s own setting decides"),
    N_("Instagram @creators announcement of 2025-12-19 as reported by businesstoday.in and zeenews"),
    N_("Lexique des règles typographiques en usage à l’Imprimerie nationale; OQLF, Le français au bureau"),
    N_("Meta, Fighting Engagement Bait on Facebook: help, missing persons, charity and advice are exempt"),
    N_("Practice: a joke beside death, illness, disaster, attack or suicide is read without its tone"),
    N_("Practitioner lists, weak: edit this file as usage moves"),
    N_("Regulation (EC) 1924/2006; ANSM; still to be checked against the texts"),
    N_("Regulation (EU) 2024/1689, art. 50(4), applicable since 2 August 2026"),
    N_("Screen-reader guidance: access42.net; University of Michigan, Digital Accessibility"),
    N_("Screen-reader guidance: access42.net; the client’s own style decides"),
    N_("Usage: common false friends between French and English"),
    N_("access42.net; University of Michigan, Digital Accessibility; UK government social media guidance"),
    N_("ayrshare.com, per-network pages (2026)"),
    N_("bluesky-social/atproto lexicons (commit d6296a1, 2026-08-20), re-checked against a running PDS 0.4.217"),
    N_("common practice, not measured"),
    N_("developers.facebook.com/docs/threads/posts (re-checked by a third party on 2026-09-11)"),
    N_("docs.zernio.com TikTok page; TikTok Content Posting API"),
    N_("help.publer.com, character limits, updated 2025-12-05"),
    N_("lettercounter.org and typecount.com, comparison tables for 2026 (third parties)"),
    N_("linkedinsider.blog, 2026-05-24, citing AuthoredUp (372,126 posts); other studies say 1,300 to 2,000"),
    N_("mastodon/mastodon status_length_validator.rb and its spec"),
    N_("mastodon/mastodon, Tag and Extractor with their specs"),
    N_("mastodon/mastodon, hashtag rule: a tag follows a space or starts the line"),
    N_("said by practitioners, no official statement seen"),
)
"""Marked for the translators; shown with `_(source)`, alone or inside a sentence as its {source}."""

SENTENCES: dict[str, str] = {}
