"""What argparse says of a command line that can't be used, to be said in the reader's language as well."""

from aparte.i18n import N_

SENTENCES = {
    "argparse.argument": N_("argument %(argument_name)s: %(message)s"),
    "argparse.choice": N_("invalid choice: %(value)r (choose from %(choices)s)"),
    "argparse.help": N_("show this help message and exit"),
    "argparse.not_allowed": N_("not allowed with argument %s"),
    "argparse.one": N_("expected one argument"),
    "argparse.one_or_more": N_("expected at least one argument"),
    "argparse.options": N_("options"),
    "argparse.positionals": N_("positional arguments"),
    "argparse.required": N_("the following arguments are required: %s"),
    "argparse.unexpected": N_("ignored explicit argument %r"),
    "argparse.unrecognised": N_("unrecognized arguments: %s"),
    "argparse.usage": N_("usage: "),
    "argparse.value": N_("invalid %(type)s value: %(value)r"),
    "argparse.version": N_("show program's version number and exit"),
}
