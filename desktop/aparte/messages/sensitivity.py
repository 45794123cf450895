"""What touches people or the law, said of the message and never of a person."""

from aparte.i18n import N_

SENTENCES = {
    "insult.directed": N_("These words read as an insult thrown at the reader. Say what is wrong instead."),
    "insult.person": N_("These words read as an insult to someone. Describe what happened rather than who they are."),
    "hate.slur": N_("This word degrades people for what they are. It can’t be published in your name."),
    "hate.generalising": N_(
        "This says something degrading of a whole group of people. Many will be hurt, and the law may apply."
    ),
    "hate.excluding": N_("This calls for a whole group of people to be driven out or harmed. The law may apply."),
    "threat.announced": N_("This reads as a threat to someone, even if it was meant as a joke."),
    "threat.phrase": N_("This phrase is heard as a threat. Say it another way."),
    "harassment.call": N_("This sends people after someone. What follows would carry your name."),
    "harassment.repeated": N_("The same person or the same insult comes back several times: it reads as a pile-on."),
    "self_harm.own": N_(
        "These words speak of dying or of self-harm. If they are true, for you or for someone you read, help is there: "
        "3114 in France, 988 in the United States, 116 123 in the United Kingdom."
    ),
    "self_harm.incite": N_("This tells someone to harm themselves. It must not be published."),
    "personal_data.phone": N_("A telephone number: does its owner want it public?"),
    "personal_data.email": N_("An e-mail address: does its owner want it public?"),
    "personal_data.address": N_("This reads as somebody’s home address. Keep it out of a public post."),
    "personal_data.own_phone": N_("A telephone number on what reads like your own contact line: fine if it is yours."),
    "personal_data.own_email": N_("An e-mail address that reads like a business one: fine if it is yours."),
    "personal_data.own_address": N_("An address that reads like a place open to the public: fine if it is yours."),
    "personal_data.iban": N_("A bank account number (IBAN) stands in the text. Take it out."),
    "personal_data.card": N_("A payment card number stands in the text. Take it out."),
    "personal_data.social_security": N_("A French social security number stands in the text. Take it out."),
    "discrimination.excluded": N_(
        "This sets people aside by age, sex, origin or health. For a job, a home or a service, the law may forbid it."
    ),
    "ableism.insult": N_(
        "This uses a disability as an insult. Another word says it without hurting those who live with it."
    ),
    "ableism.metaphor": N_("A health condition is used as an image here; those who live with it may be hurt."),
    "scam.lure": N_("This reads like a scam: a promise of gain or a threat, and a hurry to click, pay or write."),
    "heard.insult": N_("This may be heard as an insult to someone."),
    "heard.hate": N_("This may be heard as contempt for a whole group of people."),
    "heard.threat": N_("This may be heard as a threat."),
    "heard.harassment": N_("This may be heard as going after someone, or sending others after them."),
    "heard.self_harm": N_(
        "This may be heard as words of dying or of self-harm. If they are true, help is there: 3114 in France, 988 in "
        "the United States, 116 123 in the United Kingdom."
    ),
    "heard.personal_data": N_("This may give away something private about a person."),
    "heard.discrimination": N_("This may be heard as shutting people out for what they are."),
    "heard.ableism": N_("This may be heard as mocking a disability or an illness."),
    "heard.health_claim": N_("This may be heard as a promise to cure. The law asks for proof."),
    "heard.financial_claim": N_("This may be heard as a promise of sure gain. The law asks to name the risk."),
    "heard.scam": N_("This may be heard as a scam."),
    "heard.disclosure": N_("This may be heard as an advert that hides who pays. The law asks to say so."),
    "heard.tragedy": N_("This may be heard as selling or joking on a tragedy."),
}
