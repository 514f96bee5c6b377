"""For operators: `/healthz` says whether the server can read and save, and `/metrics` how it is doing."""

import re
from ipaddress import ip_address

from flask import Blueprint, Response, make_response, request

from ... import words
from ...live.metrics import CONTENT_TYPE
from ...meeting.refusal import Refusal
from .. import access
from ..http.json import answer
from ..services import services

blueprint = Blueprint("monitoring", __name__)
_PORT = re.compile(r":\d+$")
#: Headers that proxies add to requests that they forward, besides X-Forwarded-*.
_PROXY_HEADERS = ("Forwarded", "Via", "X-Real-Ip")


@blueprint.get("/healthz")
def health() -> Response:
    """200 while the server can read and save, else 503."""
    trouble = services().health.trouble()
    if not trouble:
        return answer({"status": "ok"})
    return answer({"status": trouble.replace("_", " "), "message": words.t(f"web.health.{trouble}")}, 503)


@blueprint.get("/metrics")
def metrics() -> Response:
    """The metrics, for programs on this machine and holders of the host key. Raises Refusal `no_page` for anybody else,
    as for any page that does not exist."""
    if not (_is_from_this_machine() or _has_host_key()):
        raise Refusal("no_page")
    response = make_response(services().hub.metrics.text())
    response.headers["Content-Type"] = CONTENT_TYPE
    return response


def _is_from_this_machine() -> bool:
    """Whether the request comes from a program on this machine, and not through a proxy or tunnel that runs on it: a
    proxy adds headers, and a request through a tunnel names our public host."""
    if any(name in _PROXY_HEADERS or name.startswith("X-Forwarded-") for name, _ in request.headers):
        return False
    return _is_loopback(request.remote_addr) and _is_loopback(_PORT.sub("", request.host))


def _is_loopback(address: str | None) -> bool:
    try:
        found = ip_address((address or "").strip("[]"))
    except ValueError:
        return address == "localhost"
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _has_host_key() -> bool:
    """Whether the request carries the host key. One without any key is not counted as a guess."""
    if not services().settings.host_key or "Authorization" not in request.headers:
        return False
    try:
        access.check_host_key()
    except Refusal:
        return False
    return True
