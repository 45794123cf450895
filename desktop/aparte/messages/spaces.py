"""What happens to the space of a client: encrypted, locked, backed up, brought back, deleted, a person erased."""

from aparte.i18n import N_

SENTENCES = {
    "phrase.count": N_("A recovery phrase has {expected} words, and {count} were given. Copy it whole, in its order."),
    "phrase.word": N_("Word {place} of the recovery phrase, “{word}”, is not one of its words. Perhaps “{near}”?"),
    "phrase.check": N_(
        "These words don’t make a recovery phrase: one of them is wrong, or two changed places. Compare with the paper."
    ),
    "space.wrong_words": N_("This is neither the passphrase nor the recovery phrase of this client. Try again."),
    "space.wrong_keyring": N_(
        "The keyring holds another key than this client’s. Give the passphrase or the recovery phrase "
        "with --passphrase-file."
    ),
    "space.locked": N_(
        "{path}: this client is encrypted and locked. Give its passphrase or its recovery phrase with --passphrase-file."
    ),
    "space.keyring_locked": N_(
        "The keyring is locked, and this client’s key lies in it. Unlock the keyring, or give the passphrase or the "
        "recovery phrase with --passphrase-file."
    ),
    "space.plain": N_("{path}: this client is not encrypted. See “aparte space encrypt”."),
    "space.no_cipher": N_(
        "SQLCipher can’t be loaded ({reason}), so nothing encrypted can be opened. Install it again."
    ),
    "secrets.locked": N_("The keyring is locked ({reason}). Unlock it and try again."),
    "space.unfinished": N_(
        "{path}: this file is not encrypted yet: encrypting was cut. Do it again with “aparte space encrypt”."
    ),
    "space.bad_keys": N_(
        "{path}: this file can’t be read ({reason}). Without it nobody can open this client: put it back from a backup."
    ),
    "space.no_keyring": N_(
        "There is no keyring here to keep the key in. Choose a passphrase and give it with --passphrase-file."
    ),
    "space.in_use": N_(
        "{path}: another program has this file open. Close Aparté’s window and other commands, and try again."
    ),
    "space.differs": N_(
        "{path}: the encrypted copy is not what was there ({reason}). Nothing was replaced: try again."
    ),
    "space.no_keyring_asked": N_(
        "There is no keyring here to keep the key in: choose a passphrase, long rather than odd."
    ),
    "space.no_words": N_("{path}: this file holds no passphrase. Write it alone on one line."),
    "space.already": N_("“{name}” is encrypted already."),
    "space.waiting": N_("The keyring is locked: unlock it. Waiting… (Ctrl+C to stop)"),
    "phrase.other": N_("This is another recovery phrase. Type the one that is shown above."),
    "usage.confirm": N_("Not confirmed, so nothing was done. Type what is asked for, or add --yes."),
    "backup.none": N_("There is no backup of “{name}” yet. Make one with “aparte space backup”."),
    "backup.damaged": N_(
        "{path}: {name} in this backup is damaged ({reason}). Nothing was changed: choose another backup."
    ),
    "backup.client_there": N_("“{name}” has data here. Add --brand to replace it; what is there is backed up first."),
    "backup.failed": N_(
        "{path}: the backup can’t be written or read ({reason}). Nothing was lost: choose another place."
    ),
    "backup.not_one": N_("{path}: this is not a backup made by Aparté. Choose another file."),
    "backup.no_room": N_(
        "{path}: there is no room in {folder} to bring it back. Nothing was changed: free some space."
    ),
}
