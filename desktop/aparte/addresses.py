"""Addresses on the network, as they are written: which can be used, and which are this machine itself.

Nothing is looked up here. It refuses what is not http(s), and an address that carries a name or a password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    from urllib.parse import SplitResult


def checked(address: str) -> SplitResult:
    """Return the parts of an http(s) address. Raises Trouble: net.bad_address, net.password (it holds one)."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not address.isascii() or any(letter.isspace() or not letter.isprintable() for letter in address):
        raise Trouble("net.bad_address", address=address[:200])
    if parts.username or parts.password:
        raise Trouble("net.password", host=parts.hostname)
    return parts


def host_of(address: str) -> str:
    """Return the host of an address, in small letters. Raises Trouble as `checked`."""
    return checked(address).hostname or ""


def is_loopback(host: str) -> bool:
    """Tell whether a host as written is this machine itself: localhost, 127.0.0.0/8 or ::1; no name is looked up."""
    if host.casefold() in {"", "localhost", "localhost."}:
        return True
    # A name has letters that no address has; what reads addresses is not loaded for it, nor before the first paint.
    if not set(host.partition("%")[0].casefold()) <= set("0123456789abcdef.:"):
        return False
    import ipaddress

    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
