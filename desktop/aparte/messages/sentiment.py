"""Why a score is a dash and not a number: the reasons every scorer abstains for. In JSON the bare code stands, without "why."."""

from aparte.i18n import N_

SENTENCES = {
    "why.empty": N_("Nothing to read yet."),
    "why.too_short": N_("Under three words nobody can tell: write a little more."),
    "why.language": N_("Neither French nor English: Aparté doesn’t read this language, so it says nothing about it."),
    "why.no_context": N_("This answers a post Aparté hasn’t seen: paste the post it answers to get a reading."),
}
