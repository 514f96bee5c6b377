"""Signing in at an OpenID Connect provider, for servers of many hosts: whoever the provider lets in may open meetings.

Nothing of the person is kept: the provider's answer is checked, and the browser is given a cookie that says only that
somebody signed in. Joining a meeting never needs this.
"""

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, TypeVar, cast

import requests
from flask import Blueprint, Response, current_app, make_response, redirect, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as AnyResponse

from ...live import runtime
from ...live.addresses import network
from ...live.fair_queue import FairQueue, QueueFull
from ...live.token_bucket import TokenBuckets
from ...meeting.refusal import Refusal
from ...settings import Settings
from .. import access
from ..services import services

log = logging.getLogger(__name__)
Found = TypeVar("Found")
PATH = "/sign-in"
blueprint = Blueprint("sign_in", __name__, url_prefix=PATH)
#: The cookie of a browser that was sent to the provider, for as long as somebody needs to sign in there.
_COOKIE = "cop_signing_in"
_LIFETIME = 15 * 60
#: Seconds that the provider has for each answer.
_PATIENCE = 10
#: Seconds that its clock may be off.
_LEEWAY = 60
#: How many calls may be at the provider at a time: each has a thread, which commits need too. The addresses take turns,
#: and each has one call there at most, so that whoever asks without end keeps nobody else from signing in.
_MOST_CALLS = 2
#: How many may wait for their turn, of one address and of all, and for how many seconds.
_MOST_WAITING_EACH, _MOST_WAITING, _WAIT = 10, 200, 15.0
#: Seconds for which its addresses are remembered.
_REMEMBERED = 300
#: How it may sign: with a public key, never with the secret that we share.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: Where people go on: the form that opens a meeting.
_FORM = "/#open-heading"


class _Attempt(NamedTuple):
    """What ties the provider's answer to the browser that asked: random values of RFC 6749, 7636 and OpenID Connect."""

    state: str
    nonce: str
    verifier: str


@blueprint.get("")
def sign_in() -> AnyResponse:
    """Sends the browser to the provider. Raises Refusal `no_page` where the server has none, and `no_provider`."""
    _require_provider()
    attempt = _Attempt(*(secrets.token_urlsafe(48) for _ in _Attempt._fields))
    response = redirect(_ask(_address_to_sign_in, services().settings, attempt), 303)
    response.set_cookie(
        *(_COOKIE, _signer().dumps(attempt), _LIFETIME),
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@blueprint.get("/done")
def done() -> AnyResponse:
    """Where the provider sends people back. Raises Refusal `no_page`, `not_signed_in` and `no_provider`."""
    _require_provider()
    attempt = _attempt()
    if attempt is None or not secrets.compare_digest(request.args.get("state", "").encode(), attempt.state.encode()):
        raise Refusal("not_signed_in")
    code = request.args.get("code", "")
    if not code:
        # They pressed "Cancel" there, or the provider does not want them here.
        raise Refusal("not_signed_in")
    if not _Calls.used.take(attempt.state):
        raise Refusal("not_signed_in")
    try:
        _ask(_check, services().settings, attempt, code)
    except Refusal as refusal:
        if refusal.code == "no_provider":
            _Calls.used.put_back(attempt.state)
        raise
    response = make_response(redirect(_FORM, 303))
    response.delete_cookie(_COOKIE, path=PATH)
    access.signing_in().begin(response)
    return response


@blueprint.post("/leave")
def leave() -> Response:
    response = make_response(redirect("/", 303))
    access.signing_in().end(response)
    return response


class _Calls:
    """The turns at the provider, and what it said of itself: until when that holds, by its issuer. And the attempts
    whose answer has been looked at: each is good for one."""

    turns = FairQueue(_MOST_CALLS, _MOST_WAITING_EACH, _MOST_WAITING)
    configurations: ClassVar[dict[str, tuple[float, dict[str, Any]]]] = {}
    used = TokenBuckets(1, 1 / _LIFETIME)


def _ask(work: Callable[..., Found], *args: Any) -> Found:
    """Does what waits for the provider in a thread. Raises Refusal `no_provider` where too many wait already."""
    address = network(request.remote_addr)
    try:
        is_our_turn = _Calls.turns.acquire(address, _WAIT)
    except QueueFull:
        is_our_turn = False
    if not is_our_turn:
        raise Refusal("no_provider")
    try:
        return cast(Found, runtime.in_thread(work, *args))
    finally:
        _Calls.turns.release(address)


def _require_provider() -> None:
    if not services().settings.oidc_issuer:
        raise Refusal("no_page")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="live-cop-signing-in")


def _attempt() -> _Attempt | None:
    try:
        return _Attempt(*_signer().loads(request.cookies.get(_COOKIE, ""), max_age=_LIFETIME))
    except (BadSignature, TypeError):
        return None


def _address_to_sign_in(settings: Settings, attempt: _Attempt) -> str:
    about = _configuration(settings)
    with _client(settings) as client:
        address, _ = client.create_authorization_url(
            about["authorization_endpoint"],
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
        )
    return str(address)


def _check(settings: Settings, attempt: _Attempt, code: str) -> None:
    """Exchanges the code for a token of the provider's, and checks that it is about somebody who signed in for us just
    now. Raises Refusal `no_provider` and `not_signed_in`."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    about = _configuration(settings)
    keys = _asked(about["jwks_uri"])
    try:
        with _client(settings) as client:
            answer = client.fetch_token(
                about["token_endpoint"], code=code, code_verifier=attempt.verifier, timeout=_PATIENCE
            )
        token = jwt.decode(answer["id_token"], KeySet.import_key_set(keys), algorithms=_ALGORITHMS)
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_client},
            nonce={"essential": True, "value": attempt.nonce},
            exp={"essential": True},
            leeway=_LEEWAY,
        ).validate(token.claims)
    except requests.RequestException:
        raise Refusal("no_provider") from None
    except (AuthlibBaseError, JoseError, LookupError, TypeError, ValueError):
        raise Refusal("not_signed_in") from None


def _configuration(settings: Settings) -> dict[str, Any]:
    """The provider's addresses, by OpenID Connect Discovery."""
    until, known = _Calls.configurations.get(settings.oidc_issuer, (0.0, {}))
    if time.monotonic() < until:
        return known
    found: dict[str, Any] = _asked(f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != settings.oidc_issuer:
        log.error("the provider does not name itself as LIVE_COP_OIDC_ISSUER does")
        raise Refusal("no_provider")
    _Calls.configurations[settings.oidc_issuer] = time.monotonic() + _REMEMBERED, found
    return found


def _asked(url: str) -> Any:
    """What the provider says at this address. Raises Refusal `no_provider`."""
    try:
        answer = requests.get(url, timeout=_PATIENCE)
        answer.raise_for_status()
        return answer.json()
    except (requests.RequestException, ValueError):
        raise Refusal("no_provider") from None


def _client(settings: Settings) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        settings.oidc_client,
        settings.oidc_secret,
        scope="openid",
        redirect_uri=f"{settings.public_url}{PATH}/done",
        code_challenge_method="S256",
    )
