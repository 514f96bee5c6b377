"""Signing in at an OpenID Connect provider, for servers of many hosts: whoever the provider lets in may open meetings.

Nothing of the person is kept: the provider's answer is checked, and the browser is given a cookie that says only that
somebody signed in. Joining a meeting never needs this.
"""

import logging
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, make_response, redirect, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as AnyResponse

from ...live.addresses import network
from ...meeting.refusal import Refusal
from .. import access
from ..addresses import own_path
from ..services import services
from .openid_provider import LIFETIME, PATH, Attempt

log = logging.getLogger(__name__)
Found = TypeVar("Found")
blueprint = Blueprint("sign_in", __name__, url_prefix=PATH)
#: The cookie of a browser that was sent to the provider.
_COOKIE = "cop_signing_in"
#: Where people go on: the form that opens a meeting, on the page from which they came.
_FORM = "#open-heading"


@blueprint.get("")
def sign_in() -> AnyResponse:
    """Sends the browser to the provider. Raises Refusal `no_page` where the server has none."""
    _require_provider()
    attempt = Attempt(*(secrets.token_urlsafe(48) for _ in Attempt._fields))
    there = own_path(request.args.get("there", ""))
    try:
        response = redirect(_ask(services().openid_provider.address_to_sign_in, attempt), 303)
    except Refusal as refusal:
        return _back(there, refusal)
    response.set_cookie(
        *(_COOKIE, _signer().dumps((attempt, there)), LIFETIME),
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@blueprint.get("/done")
def done() -> AnyResponse:
    """Where the provider sends people back, who then are where they began, signed in or not. Raises Refusal `no_page`,
    and `not_signed_in` where this browser was not sent to the provider."""
    _require_provider()
    attempt, there = _attempt()
    if attempt is None or not secrets.compare_digest(request.args.get("state", "").encode(), attempt.state.encode()):
        raise Refusal("not_signed_in")
    try:
        _check(attempt)
    except Refusal as refusal:
        return _back(there, refusal)
    response = make_response(redirect(there + _FORM, 303))
    response.delete_cookie(_COOKIE, path=PATH)
    access.signing_in().begin(response)
    return response


@blueprint.post("/leave")
def leave() -> Response:
    response = make_response(redirect("/", 303))
    access.signing_in().end(response)
    return response


def _check(attempt: Attempt) -> None:
    """Checks the provider's answer, once. Raises Refusal `not_signed_in` and `no_provider`."""
    code, provider = request.args.get("code", ""), services().openid_provider
    # Without a code they pressed "Cancel" there, or the provider does not want them here.
    if not code or not provider.used.take(attempt.state):
        raise Refusal("not_signed_in")
    try:
        _ask(provider.check, attempt, code)
    except Refusal as refusal:
        if refusal.code == "no_provider":
            provider.used.put_back(attempt.state)
        raise


def _back(there: str, refusal: Refusal) -> AnyResponse:
    """Leads back to the form, which says why nobody is signed in and has what was typed and chosen."""
    return redirect(f"{there}{'&' if '?' in there else '?'}{access.SIGN_IN}={refusal.code}{_FORM}", 303)


def _ask(work: Callable[..., Found], *args: Any) -> Found:
    return services().openid_provider.ask(network(request.remote_addr), work, *args)


def _require_provider() -> None:
    if not services().settings.oidc_issuer:
        raise Refusal("no_page")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="live-cop-signing-in")


def _attempt() -> tuple[Attempt | None, str]:
    """What this browser was sent to the provider with, and the page from which."""
    try:
        attempt, there = _signer().loads(request.cookies.get(_COOKIE, ""), max_age=LIFETIME)
        return Attempt(*attempt), there
    except (BadSignature, TypeError, ValueError):
        return None, "/"
