"""The addresses that links carry."""

from urllib.parse import urlsplit

from flask import request

from .services import services


def base_url() -> str:
    """The address that links carry, without a slash at the end."""
    return services().settings.public_url or request.host_url.rstrip("/")


def join_url(code: str) -> str:
    """The address that people scan."""
    return f"{base_url()}/m/{code}"


def capability_link(role: str, token: str) -> str:
    """The capability link that gives this role."""
    return f"{base_url()}/{role}/{token}"


def short_url() -> str:
    """The server's address as one reads it out: without https:// and without a slash."""
    address = urlsplit(base_url())
    return address.netloc + address.path
