"""The absolute addresses of the links that we give out, and paths of this server that come back to it."""

import re
from urllib.parse import urlsplit

from flask import request

from .services import services


def base_url() -> str:
    """The server's address without a slash at the end: `LIVE_COP_PUBLIC_URL`, or else the one that the visitor uses."""
    return services().settings.public_url or request.host_url.rstrip("/")


def join_url(code: str) -> str:
    """The address at which people join, as the QR code on the board holds it."""
    return f"{base_url()}/m/{code}"


def capability_link(role: str, token: str) -> str:
    """The link that gives its holder this role: `chair`, `helper`, `board`, `community`, or `a` for an entry on the
    attendance list."""
    return f"{base_url()}/{role}/{token}"


def short_url() -> str:
    """The server's address as people read it out: without https:// and without a slash at the end."""
    address = urlsplit(base_url())
    return address.netloc + address.path


def own_path(there: str) -> str:
    """A path of this server and nothing else: two slashes, or what browsers take for them, would begin the name of
    another one."""
    is_ours = re.fullmatch(r"/(?:[^/\\\s][^\\\s]*)?", there, re.ASCII) is not None
    return there if is_ours else "/"
