"""The words for what scores are called: tones, emotions, registers, sentiments. They stand in no sentence of their own."""

from aparte.i18n import N_

NAMES = (
    N_("joyful"), N_("grateful"), N_("apologetic"), N_("promotional"), N_("curious"), N_("empathetic"), N_("confident"),
    N_("neutral"), N_("playful"), N_("annoyed"), N_("sad"), N_("worried"), N_("urgent"),
    N_("joy"), N_("gratitude"), N_("surprise"), N_("annoyance"), N_("anger"), N_("disappointment"), N_("sadness"),
    N_("fear"), N_("disgust"), N_("none"),
    N_("casual"), N_("formal"), N_("negative"), N_("positive"),
)  # fmt: skip
"""Marked for the translators; shown with `_(name)`."""

SENTENCES: dict[str, str] = {}
