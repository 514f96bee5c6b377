"""What another website may do here: lead people to a page, and nothing else.

Browsers send our cookies with some requests that pages of other sites cause. They also say truthfully from where a
request comes, in `Origin` and `Sec-Fetch-Site`. Programs that are no browsers send neither; nobody can make them act
for somebody else.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request

from ...live import socketio_events
from ...meeting.refusal import Refusal
from ..services import services

_READING = ("GET", "HEAD", "OPTIONS")
#: The permission is in the address itself, no cookie counts, and mail programs of any kind call it (RFC 8058).
_FOR_ANY_SITE = ("unsubscribe.unsubscribe",)
#: Characters of a host: 253 for the longest name, and a port. A longer one would be drawn as QR codes of any size,
#: which takes an eighth of a second each.
_MAX_HOST = 253 + len(":65535")
_USUAL_PORT = {"http": ":80", "https": ":443"}


def register(app: Flask) -> None:
    """Refuses requests of other sites before anything is done for them."""

    @app.before_request
    def check_origin() -> None:
        """Raises Refusal `bad_host`, `under_a_path` or `from_another_site`."""
        # Werkzeug says "" for a host that cannot be one. Links and QR codes would contain it.
        if not 0 < len(request.host) <= _MAX_HOST and request.endpoint != "monitoring.health":
            raise Refusal("bad_host")
        if _prefix().strip("/ ") and request.endpoint != "monitoring.health":
            raise Refusal("under_a_path")
        if request.endpoint not in _FOR_ANY_SITE and is_from_another_site(
            request.environ, services().settings.public_url
        ):
            raise Refusal("from_another_site")


def _prefix() -> str:
    """The path under which a proxy or another server has put us. Our addresses, cookies and scripts begin at the root
    of a name, so there half of everything would fail, each in its own way."""
    return request.script_root or request.headers.get("X-Forwarded-Prefix", "")


def may_connect(public_url: str) -> Callable[[str | None, dict[str, Any]], bool]:
    """The same rule for Socket.IO, which asks about each request that names its origin."""

    def allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        return not is_from_another_site(environ, public_url)

    return allowed


def in_front_of_socketio(application: WSGIApplication) -> WSGIApplication:
    """The application, in which Socket.IO asks `may_connect` about requests without `Origin` too: those of scripts and
    pictures have none. A browser that hides an origin says `null`."""

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(socketio_events.PATH) and "HTTP_SEC_FETCH_SITE" in environ:
            environ.setdefault("HTTP_ORIGIN", "null")
        return application(environ, start_response)

    return wrapped


def is_from_another_site(environ: Mapping[str, Any], public_url: str) -> bool:
    """Whether a browser says that a page elsewhere caused this request, and it does more than lead to a page of ours.

    `Sec-Fetch-Site` can clear a request whose origin is hidden (`null`), and `Origin` one that an older browser sends
    without it: the former comes only over https and from this machine."""
    origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
    if origin is None and site is None:
        return False
    if site in ("same-origin", "none") or (origin is not None and _is_ours(origin, environ, public_url)):
        return False
    return environ["REQUEST_METHOD"] not in _READING or not _leads_to_a_page(environ)


def _is_ours(origin: str, environ: Mapping[str, Any], public_url: str) -> bool:
    """Whether this is the origin of the address that the browser asked for, or of the public one. The scheme is ignored
    unless we know that this request was encrypted, because a proxy may speak plain HTTP with us."""
    try:
        found, public = urlsplit(origin), urlsplit(public_url)
    except ValueError:
        return False
    if found.scheme not in _USUAL_PORT or (environ["wsgi.url_scheme"] == "https" and found.scheme != "https"):
        return False
    ours = (environ.get("HTTP_HOST", "").lower(), public.netloc.lower())
    host = found.netloc.lower()
    # Browsers leave out the usual port of a scheme; some proxies write it into `Host`.
    return bool(host) and (host in ours or host + _USUAL_PORT[found.scheme] in ours)


def _leads_to_a_page(environ: Mapping[str, Any]) -> bool:
    """Whether a browser opens this as a page in its own right: a link that somebody followed. Frames, pictures, scripts
    and what it loads ahead are none."""
    return (environ.get("HTTP_SEC_FETCH_MODE"), environ.get("HTTP_SEC_FETCH_DEST")) == ("navigate", "document")
