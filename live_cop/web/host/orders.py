"""Orders: what a command on the server's own machine asks the running server to do.

The server has the meetings in memory, so nobody else may change them. A command signs its order with the key of the
data, which only the host can read, and sends it to a process of the server; one that does not own the meeting says who
does. An order is good for a minute, at the process that it is for, and for nothing but what it says; what that answers
is signed too, so that nobody else who listens at an old address can make use of the one or give the other.
"""

import time
from typing import Any

from flask import Blueprint, Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from msgspec import Struct

from ...doctor.inside import mail_trouble, own_zone
from ...live import runtime
from ...live.sync.hub import Hub
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...settings import own_address
from ..http import json
from ..http.json import answer
from ..services import services
from . import actions
from .actions import EndConnections

blueprint = Blueprint("orders", __name__)
PATH = "/api/host/orders"
#: Seconds for which an order is good.
LIFETIME = 60
#: How the server was started; the other orders are those of `do`.
ABOUT = "about"
#: What is wrong with the mail server, as a key below `mail.trouble`.
MAIL = "mail"


class Order(Struct, frozen=True):
    """The body of a request with an order."""

    order: str


def sign(secret: str, what: str, subject: str = "", *, to: str = "") -> str:
    """An order: what to do, and with which meeting or community. `to` is the address of the process that may do it;
    what only asks needs none."""
    return _serializer(secret).dumps([what, subject, to])


def read_answer(secret: str, signed: str) -> dict[str, Any] | None:
    """What the server answered; None for an answer that is not the server's, or not a fresh one."""
    try:
        found: dict[str, Any] = _serializer(secret, "answer").loads(signed, max_age=LIFETIME)
    except BadSignature:
        return None
    return found


@blueprint.post(PATH)
def carry_out() -> Response:
    """Carries out an order. Raises Refusal `no_page` for one that was not signed by the host, or is for another
    process, as for any page that does not exist, and those of the actions."""
    app = services()
    what, subject, to = _read(json.body(Order).order)
    if what == ABOUT:
        return _signed(_about())
    if what == MAIL:
        return _signed({"trouble": runtime.in_thread(mail_trouble, app.settings)})
    if to != own_address(app.settings):
        raise Refusal("no_page")
    return _signed({"token": do(app.hub, app.end_connections, what, subject)})


def _signed(told: dict[str, Any]) -> Response:
    return answer({**told, "signed": _serializer(_secret(), "answer").dumps(told)})


def do(hub: Hub, end_connections: EndConnections, what: str, subject: str) -> str:
    """Carries out an order, and returns the token of the link that was made, or "". Raises Refusal."""
    if what == "delete_meeting":
        actions.delete_meeting(hub, end_connections, normalise_code(subject))
    elif what == "chair_link":
        return actions.make_chair_link(hub, normalise_code(subject))
    elif what == "delete_community":
        actions.delete_community(hub, subject)
    elif what == "community_link":
        return actions.renew_community_link(hub, subject)
    return ""


def _about() -> dict[str, Any]:
    """How this server was started, and how it sees this request. Nothing secret: it may come back through a proxy."""
    settings = services().settings
    return {
        "host": settings.host,
        "port": settings.port,
        "public_url": settings.public_url,
        "proxies": settings.proxies,
        "processes": settings.processes,
        "mail": bool(settings.smtp),
        "host_key": bool(settings.host_key),
        "zone": own_zone(),
        "now": time.time(),
        "seen": {"from": request.remote_addr, "scheme": request.scheme, "host": request.host},
        "forwarded": sorted(name for name, _ in request.headers if name.startswith("X-Forwarded-")),
    }


def _read(order: str) -> tuple[str, str, str]:
    try:
        found = _serializer(_secret()).loads(order, max_age=LIFETIME)
    except BadSignature:
        raise Refusal("no_page") from None
    what, subject, to = found
    return what, subject, to


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _serializer(secret: str, what: str = "order") -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"live-cop-host-{what}")
