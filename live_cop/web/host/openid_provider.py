"""The OpenID Connect provider of this server: how it is asked, and what it says of itself and of who signed in.

Each call waits for another server, so each is done in a thread. Nothing of a person is kept.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from ...live import runtime
from ...live.fair_queue import FairQueue, QueueFull
from ...live.token_bucket import TokenBuckets
from ...meeting.refusal import Refusal
from ...settings import Settings

log = logging.getLogger(__name__)
Found = TypeVar("Found")
#: Where hosts sign in, under our own address. The provider sends them back to `/done` below it.
PATH = "/sign-in"
#: Seconds for which an attempt is good: as long as somebody needs to sign in there.
LIFETIME = 15 * 60
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


class Attempt(NamedTuple):
    """What ties the provider's answer to the browser that asked: random values of RFC 6749, 7636 and OpenID Connect."""

    state: str
    nonce: str
    verifier: str


class OpenIDProvider:
    """The provider that the settings name. Each method but `ask` waits for it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        #: The turns of the addresses that ask.
        self._turns = FairQueue(_MOST_CALLS, _MOST_WAITING_EACH, _MOST_WAITING)
        #: What it said of itself, and until when (`time.monotonic`) that holds.
        self._configuration: dict[str, Any] = {}
        self._holds_until = 0.0
        #: The attempts whose answer has been looked at: each is good for one.
        self.used = TokenBuckets(1, 1 / LIFETIME)

    def ask(self, address: str, work: Callable[..., Found], *args: Any) -> Found:
        """Does what waits for the provider in a thread, for somebody at this address. Raises Refusal `no_provider`
        where too many wait already."""
        try:
            is_our_turn = self._turns.acquire(address, _WAIT)
        except QueueFull:
            is_our_turn = False
        if not is_our_turn:
            raise Refusal("no_provider")
        try:
            return runtime.in_thread(work, *args)
        finally:
            self._turns.release(address)

    def address_to_sign_in(self, attempt: Attempt) -> str:
        """Where a browser is sent to sign in. Raises Refusal `no_provider`."""
        about = self._about()
        with self._client() as client:
            address, _ = client.create_authorization_url(
                about["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(address)

    def check(self, attempt: Attempt, code: str) -> None:
        """Exchanges the code for a token of the provider's, and checks that it is about somebody who signed in for us
        just now. Raises Refusal `no_provider` and `not_signed_in`."""
        import requests
        from authlib.common.errors import AuthlibBaseError
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        about = self._about()
        keys = _asked(about["jwks_uri"])
        try:
            with self._client() as client:
                answer = client.fetch_token(
                    about["token_endpoint"], code=code, code_verifier=attempt.verifier, timeout=_PATIENCE
                )
            token = jwt.decode(answer["id_token"], KeySet.import_key_set(keys), algorithms=_ALGORITHMS)
            jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": self._settings.oidc_issuer},
                aud={"essential": True, "value": self._settings.oidc_client},
                nonce={"essential": True, "value": attempt.nonce},
                exp={"essential": True},
                leeway=_LEEWAY,
            ).validate(token.claims)
        except requests.RequestException:
            raise Refusal("no_provider") from None
        except (AuthlibBaseError, JoseError, LookupError, TypeError, ValueError):
            raise Refusal("not_signed_in") from None

    def _about(self) -> dict[str, Any]:
        """The provider's addresses, by OpenID Connect Discovery."""
        if time.monotonic() < self._holds_until:
            return self._configuration
        issuer = self._settings.oidc_issuer
        found: dict[str, Any] = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            log.error("the provider does not name itself as LIVE_COP_OIDC_ISSUER does")
            raise Refusal("no_provider")
        self._configuration, self._holds_until = found, time.monotonic() + _REMEMBERED
        return found

    def _client(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self._settings.oidc_client,
            self._settings.oidc_secret,
            scope="openid",
            redirect_uri=f"{self._settings.public_url}{PATH}/done",
            code_challenge_method="S256",
        )


def _asked(url: str) -> Any:
    """What the provider says at this address. Raises Refusal `no_provider`."""
    # Servers without this sign-in start sooner.
    import requests

    try:
        answer = requests.get(url, timeout=_PATIENCE)
        answer.raise_for_status()
        return answer.json()
    except (requests.RequestException, ValueError):
        raise Refusal("no_provider") from None
