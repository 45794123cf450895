"""What a person said of our judgements, kept beside her texts, and what it changes at once: her client's prior.

Decision: one number a client, worked out again from the corrections whenever they are read. Set aside: weights learned
again on her machine, which nobody could check, and which one wrong click could spoil for every text.
"""
