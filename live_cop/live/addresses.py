"""What counts as one address where something is limited for each."""

import re
from ipaddress import IPv6Address, ip_address

#: Some proxies name the port too: "192.0.2.7:50123", "[2001:db8::7]:50123".
_WITH_PORT = re.compile(r"([\d.]+):\d+|\[([^\]]+)\](?::\d+)?")


def network(address: str | None) -> str:
    """The /64 network in IPv6, because any one device has all addresses of its own; in IPv4 the address."""
    try:
        found = _WITH_PORT.fullmatch(address or "")
        known = ip_address(found[1] or found[2] if found else address or "")
    except ValueError:
        return address or ""
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> 64 << 64))
