"""What a platform refuses, cuts or is not used to: one sentence a kind of rule, whatever the platform."""

from aparte.i18n import N_

SENTENCES = {
    "fit.length": N_("Too long for {platform}: {count} of {limit}, {over} too many."),
    "fit.length_thread": N_("Too long for {platform}: {count} of {limit}, {over} too many. It can leave as a thread."),
    "fit.max_bytes": N_("Too heavy for {platform}: {count} bytes of {limit}. Emoji and accents weigh several."),
    "fit.not_empty": N_("{platform} refuses an empty post."),
    "fit.forbidden_characters": N_("{platform} refuses this character: {found}"),
    "fit.max_links": N_("{count} links: {platform} takes {limit}."),
    "fit.max_mentions": N_("{count} accounts named: {platform} is said to take {limit}."),
    "fit.max_media": N_("{count} images: {platform} takes {limit}."),
    "fit.alt_length": N_("Image {image}: its alternative text has {count} characters, {platform} takes {limit}."),
    "fit.caption_length": N_("With an image, {platform} takes {limit} characters: there are {count}."),
    "fit.max_hashtags": N_("{count} hashtags: {limit} at most on {platform}."),
    "fit.max_topic_tags": N_("{count} hashtags: {platform} takes one topic, and no more."),
    "fit.max_shown_hashtags": N_("{count} hashtags: {platform} shows {limit} above the title."),
    "fit.min_hashtags": N_("No hashtag: on {platform}, hashtags are how a post is found."),
    "fit.glued_hashtags": N_("Glued hashtags: a space is missing in “{found}”."),
    "fit.cut_hashtag": N_("On {platform}, only “{linked}” of “{found}” becomes a hashtag."),
    "fit.lost_hashtag": N_("“{found}” is not a hashtag: it needs a letter."),
    "fit.topic_tag": N_("“{found}”: a topic on {platform} has at most {limit} characters, without “.” or “&”."),
    "fit.glued_link": N_("This link is glued to the word before it: nobody can click it."),
    "fit.unclickable_link": N_("On {platform}, a link in the text can’t be clicked."),
    "fit.link_in_text": N_("On {platform}, the link goes into its own field."),
    "fit.link_reach": N_("{platform} is said to show posts with a link less; the platform has published nothing."),
    "fit.late_link": N_("The link comes after the {seen} characters seen before “more”."),
    "fit.usual_length": N_("{count} characters: the studies, which disagree, find {low} to {high} on {platform}."),
    "fit.repeated_spaces": N_("Several spaces in a row."),
}
