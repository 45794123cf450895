"""What is said of a server that the user runs: its address, its silence, its refusals; the draft is never lost."""

from aparte.i18n import N_

SENTENCES = {
    "server.query": N_("{address}: a server’s address ends before “?” and “#”. Write it without."),
    "server.number": N_("{address}: a machine’s number is written in four parts, like 192.168.1.20. Write it so."),
    "server.everywhere": N_("{address} is no machine’s address. For this computer, write 127.0.0.1."),
    "server.not_https": N_("{host} is outside your network: write https://, for the draft would travel in the clear."),
    "server.closed": N_("{where} is another computer: open the network for it first (“--open-network”). Your drafts would be sent there."),
    "server.not_local": N_("{where} leads outside your local network: nothing was sent. Write https:// if that is what you want."),
    "server.refused_connection": N_("Nothing answers at {where}. Start the server, or check the number after the colon."),
    "server.unreachable": N_("{where} can’t be reached ({reason}). Check its address."),
    "server.silent": N_("{where} gave no sign for {seconds} s and was given up. Try again."),
    "server.not_http": N_("What answers at {where} is no web server. Check the number after the colon."),
    "server.not_chat": N_("What {where} answers is no conversation. Check that the address is that of an OpenAI-compatible server."),
    "server.cut": N_("{where} hung up in the middle of its answer. Try again."),
    "server.huge": N_("{where} sends lines without end and was given up."),
    "server.certificate": N_("{where} can’t prove who it is ({reason}): nothing was sent. Check the clock, or give another address."),
    "server.key": N_("{where} wants a key, or another one (status {status}). Add the server again with its key."),
    "server.not_found": N_("{where} has no such place or model (status {status}). Check the address, and the model’s name there."),
    "server.busy": N_("{where} has too much to do (status {status}). Try again in a moment."),
    "server.loading": N_("{where} is not ready (status {status}): it may still be loading its model. Try again in a moment."),
    "server.failed": N_("{where} failed (status {status}): {what}."),
    "server.refused": N_("{where} refused (status {status}): {what}."),
    "server.redirects": N_("{where} sends on to {target}: not followed. Give the final address."),
    "server.no_models": N_("{where} answers, but has no model. Load one there first."),
    "server.choose": N_("{where} has several models: {known}. Choose one (“--model NAME”)."),
    "server.no_such_model": N_("{where} has no model “{name}”. It has: {known}."),
    "server.bad_key": N_("{path} holds no key: one line of plain letters, without spaces."),
    "server.no_key": N_("{name} wants a key that is no longer here. Add the server again with its key."),
    "server.no_keyring": N_("No keyring answers here, and a key is never written to a file. Put it into {variable} and start Aparté with it."),
    "server.gone": N_("{name}: the server answers but no longer has this model."),
}  # fmt: skip
