"""keys.json: the data key of an encrypted space, sealed several times over, so that any one secret opens the space.

The data key is 256 random bits and never changes; what changes is who may unseal it: the system keyring (a random key
of its own lies there), the recovery phrase, and a passphrase where the user chose one. Phrase and passphrase go through
scrypt, whose cost is written beside each seal. Sealing is AES-256-GCM of `cryptography`, which keyring already brings
on Linux: we write no cipher. Set aside: argon2, a dependency more for secrets of which one is 128 random bits.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import replace
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING, Literal

from aparte import paths
from aparte.archive.phrase import entropy_of, looks_like_phrase
from aparte.errors import Trouble
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from pathlib import Path

FILE = "keys.json"
KEY_BYTES = 32
Holder = Literal["keyring", "phrase", "passphrase"]

SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**17, 8, 1
"""128 MB and some 0.4 s a try: the first choice of the OWASP password storage cheat sheet for scrypt."""
_MOST_MEMORY = 2**28
_MOST_LANES = 4
"""What we accept to spend for a file that somebody else may have written: bytes, and times the work."""
_SALT_BYTES = 16
_NONCE_BYTES = 12
"""96 bits, what GCM is specified for (NIST SP 800-38D); each nonce is used once, with its own salt."""


@record
class Seal:
    """The data key as one holder can open it. salt, nonce, sealed: hexadecimal. n, r, p: the cost of scrypt."""

    holder: Holder
    nonce: str
    sealed: str
    salt: str = ""
    n: int = 0
    r: int = 0
    p: int = 0


@record
class KeyFile:
    """Who may open a space. id: random, names its entry in the keyring and is bound into each seal."""

    id: str
    seals: tuple[Seal, ...]
    version: int = 1

    def has(self, holder: Holder) -> bool:
        """Tell whether `holder` can open the space."""
        return any(seal.holder == holder for seal in self.seals)

    @property
    def entry(self) -> str:
        """Return the name of its key in the keyring."""
        return f"space-{self.id}"


def new_key() -> bytes:
    """Return a new random key."""
    return token_bytes(KEY_BYTES)


def new_key_file(data_key: bytes, phrase: str) -> KeyFile:
    """Return what opens with the recovery phrase alone."""
    return with_words(KeyFile(id=token_hex(8), seals=()), data_key, "phrase", phrase)


def with_words(keys: KeyFile, data_key: bytes, holder: Literal["phrase", "passphrase"], words: str) -> KeyFile:
    """Return `keys` that also open with these words, in place of earlier ones of the same holder."""
    salt = token_bytes(_SALT_BYTES)
    cost = Seal(holder=holder, nonce="", sealed="", salt=salt.hex(), n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P)
    return _with(keys, cost, _slow(_secret(holder, words), cost), data_key)


def with_keyring(keys: KeyFile, data_key: bytes, ring_key: bytes) -> KeyFile:
    """Return `keys` that also open with what lies in the keyring."""
    return _with(keys, Seal(holder="keyring", nonce="", sealed=""), ring_key, data_key)


def without(keys: KeyFile, holder: Holder) -> KeyFile:
    """Return `keys` that `holder` opens no more."""
    return replace(keys, seals=tuple(seal for seal in keys.seals if seal.holder != holder))


def open_with_words(keys: KeyFile, words: str) -> bytes:
    """Return the data key. Raises Trouble: the mistakes of `entropy_of` for a mistyped phrase, "space.wrong_words"."""
    for seal in keys.seals:
        if seal.holder == "passphrase":
            found = _unsealed(keys, seal, _slow(_secret("passphrase", words), seal))
            if found is not None:
                return found
    if not looks_like_phrase(words):
        raise Trouble("space.wrong_words")
    for seal in keys.seals:
        if seal.holder == "phrase":
            found = _unsealed(keys, seal, _slow(_secret("phrase", words), seal))
            if found is not None:
                return found
    raise Trouble("space.wrong_words")


def open_with_keyring(keys: KeyFile, ring_key: bytes) -> bytes:
    """Return the data key. Raises Trouble("space.wrong_keyring") when the keyring holds the key of something else."""
    for seal in keys.seals:
        if seal.holder == "keyring":
            found = _unsealed(keys, seal, ring_key)
            if found is not None:
                return found
    raise Trouble("space.wrong_keyring")


def read_keys(folder: Path) -> KeyFile | None:
    """Return who may open the space at `folder`; None: it is not encrypted. Raises Trouble("space.bad_keys")."""
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        keys = read(KeyFile, data, origin=path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror or error) from None
    except (ValueError, TypeError, Trouble) as error:
        raise Trouble("space.bad_keys", path=path, reason=error) from None
    if keys.version != 1 or not all(map(_sound, keys.seals)):
        raise Trouble("space.bad_keys", path=path, reason=f"version {keys.version}")
    return keys


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Replace keys.json; a crash leaves the old one or the new one."""
    paths.write_whole(folder / FILE, json.dumps(plain(keys), indent=1).encode() + b"\n")
    paths.keep_name(folder)


def _with(keys: KeyFile, seal: Seal, holders_key: bytes, data_key: bytes) -> KeyFile:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = token_bytes(_NONCE_BYTES)
    sealed = AESGCM(holders_key).encrypt(nonce, data_key, _bound(keys, seal.holder))
    kept = replace(seal, nonce=nonce.hex(), sealed=sealed.hex())
    return replace(keys, seals=(*without(keys, seal.holder).seals, kept))


def _unsealed(keys: KeyFile, seal: Seal, holders_key: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        nonce, sealed = bytes.fromhex(seal.nonce), bytes.fromhex(seal.sealed)
        return AESGCM(holders_key).decrypt(nonce, sealed, _bound(keys, seal.holder))
    except InvalidTag:
        return None


def _bound(keys: KeyFile, holder: str) -> bytes:
    return f"aparte space {keys.version} {keys.id} {holder}".encode()


def _secret(holder: str, words: str) -> bytes:
    if holder == "phrase":
        return entropy_of(words)
    # What keyboards of two systems make of the same accent must be the same secret.
    return unicodedata.normalize("NFKC", words.strip()).encode("utf-8", "surrogatepass")


def _slow(secret: bytes, cost: Seal) -> bytes:
    return hashlib.scrypt(
        secret, salt=bytes.fromhex(cost.salt), n=cost.n, r=cost.r, p=cost.p, maxmem=_MOST_MEMORY, dklen=KEY_BYTES
    )


def _sound(seal: Seal) -> bool:
    """Tell whether a seal can be tried without spending more memory or time than ours do."""
    try:
        sizes = [len(bytes.fromhex(text)) for text in (seal.nonce, seal.sealed, seal.salt)]
    except ValueError:
        return False
    memory = 128 * seal.n * seal.r  # what scrypt takes, in bytes: RFC 7914, section 2
    slow = seal.holder == "keyring" or (
        seal.n > 1
        and seal.n & seal.n - 1 == 0
        and seal.r > 0
        and 0 < seal.p <= _MOST_LANES
        and memory <= _MOST_MEMORY // 2
        and sizes[2] >= _SALT_BYTES
    )
    return slow and sizes[0] == _NONCE_BYTES and sizes[1] == KEY_BYTES + 16
