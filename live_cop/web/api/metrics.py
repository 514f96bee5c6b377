"""The figures, for whoever runs the server and for nobody else."""

import re
from ipaddress import ip_address

from flask import Blueprint, Response, make_response, request

from ...live.metrics import CONTENT_TYPE
from ...meeting.refusal import Refusal
from .. import access
from ..services import services

blueprint = Blueprint("metrics", __name__)
_PORT = re.compile(r":\d+$")
#: What proxies say of a request that they pass on.
_OF_PROXIES = ("Forwarded", "Via", "X-Real-Ip")


@blueprint.get("/metrics")
def metrics() -> Response:
    """For others this is a page that there is not."""
    if not (_from_this_machine() or _has_the_key()):
        raise Refusal("no_page")
    response = make_response(services().hub.metrics.text())
    response.headers["Content-Type"] = CONTENT_TYPE
    return response


def _from_this_machine() -> bool:
    """Whether a program on this machine asks us itself, and not for somebody else as proxies and tunnels do: a proxy
    says so, and through a tunnel comes the name by which the world knows us."""
    if any(name in _OF_PROXIES or name.startswith("X-Forwarded-") for name, _ in request.headers):
        return False
    return _is_loopback(request.remote_addr) and _is_loopback(_PORT.sub("", request.host))


def _is_loopback(address: str | None) -> bool:
    try:
        found = ip_address((address or "").strip("[]"))
    except ValueError:
        return address == "localhost"
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _has_the_key() -> bool:
    """Whether the host key came along. A request without any is no guess and is not counted as one."""
    if not services().settings.host_key or "Authorization" not in request.headers:
        return False
    try:
        access.check_host_key()
    except Refusal:
        return False
    return True
