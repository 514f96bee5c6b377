"""What counts as one address where something is limited for each."""

from ipaddress import IPv6Address, ip_address


def network(address: str | None) -> str:
    """The /64 network in IPv6, because any one device has all addresses of its own; in IPv4 the address."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> 64 << 64))
