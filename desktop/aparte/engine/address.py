"""The address of a server of the user's: read as typed, and how far it leads, before anything is asked of it.

It refuses what does not say plainly where it goes: a password inside, a query, a number in disguise ("127.1" may be any
machine), and plain http to a machine outside the house.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Literal

from aparte import net
from aparte.addresses import checked, is_loopback
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from urllib.parse import SplitResult

Reach = Literal["loopback", "lan", "public"]
_LAN_ENDINGS = (".local", ".lan", ".home", ".internal", ".home.arpa", ".localdomain")
"""Names that only a local network gives. Sources: RFC 6762, RFC 8375, ICANN's ".internal"; routers' own habits."""
_HOST = re.compile(r"[a-z0-9_.:-]+\Z")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)\.?\Z")
"""How a host ends that is read as an IPv4 number. Source: WHATWG URL, "ends in a number"."""


@record
class Address:
    """Where a server is.

    base: what stands before "/v1/…" in every path, "" mostly. reach: this machine, the house's network, or the world.
    """

    parts: SplitResult
    base: str
    reach: Reach

    @property
    def host(self) -> str:
        """The machine, as typed, in small letters."""
        return self.parts.hostname or ""

    @property
    def where(self) -> str:
        """The machine and its door, as people write them: "127.0.0.1:8080"."""
        return self.parts.netloc

    @property
    def url(self) -> str:
        """The address as it is kept."""
        return f"{self.parts.scheme}://{self.parts.netloc}{self.base}"


def looks_like_one(typed: str) -> bool:
    """Tell an address from the name of a file."""
    return typed.casefold().startswith(("http://", "https://"))


def read_address(typed: str) -> Address:
    """Read an address as a person types it; without "http://" one is meant, for a machine of the house.

    Raises Trouble: net.bad_address, net.password, server.query, server.number, server.everywhere, server.not_https.
    """
    bare = typed.strip()
    parts = checked(bare if "://" in bare else f"http://{bare}")
    if not _HOST.match(parts.hostname or ""):
        raise Trouble("net.bad_address", address=bare[:200])
    if parts.query or parts.fragment:
        raise Trouble("server.query", address=bare)
    reach = _reach(parts.hostname or "", bare)
    if reach == "public" and parts.scheme != "https":
        raise Trouble("server.not_https", host=parts.hostname)
    base = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return Address(parts=parts._replace(path=base), base=base, reach=reach)


def may_be_called(address: Address, *, opened: bool) -> None:
    """See that the door may be opened: always to this machine, else if the user opened the network for this address.

    Raises Trouble: net.sealed (APARTE_SEALED=1, another machine), server.closed.
    """
    if address.reach == "loopback":
        return
    if net.sealed_by_environment():
        raise Trouble("net.sealed", host=address.host)
    if not opened:
        raise Trouble("server.closed", where=address.where)


def _reach(host: str, typed: str) -> Reach:
    if is_loopback(host):
        return "loopback"
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        if _NUMBER.match(last):
            raise Trouble("server.number", address=typed) from None
        return "lan" if "." not in host.rstrip(".") or host.rstrip(".").endswith(_LAN_ENDINGS) else "public"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return _reach(str(found.ipv4_mapped), typed)
    if found.is_unspecified or found.is_multicast:
        raise Trouble("server.everywhere", address=typed)
    return "lan" if found.is_private or found.is_link_local else "public"
