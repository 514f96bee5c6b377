"""Security headers: pages load nothing from other sites, are not cached, and nobody learns their addresses."""

import secrets
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, g, request

#: A year in seconds. Without `includeSubDomains`: other names of the domain are none of our business.
_HSTS = "max-age=31536000"
#: Of every response, whoever makes it.
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: browsers then send `Origin: null` with the forms of our own pages. Addresses, which may contain
    # tokens, go nowhere, not even into the log of our own proxy, and links to other sites have `rel="noreferrer"`.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: What our own pages use.
_OWN = ("clipboard-write", "fullscreen", "screen-wake-lock")
#: What the video call beside the wall uses. Its address is not known when the page is sent: the chair may change
#: it. Only the frame that the reader opens is given these, by its `allow` attribute.
_CALL = ("autoplay", "camera", "clipboard-write", "display-capture", "fullscreen", "microphone")
#: What nobody uses.
_UNUSED = (
    *("accelerometer", "browsing-topics", "clipboard-read", "encrypted-media", "gamepad", "geolocation", "gyroscope"),
    *("hid", "idle-detection", "local-fonts", "magnetometer", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "serial", "storage-access", "sync-xhr", "usb", "window-management"),
    "xr-spatial-tracking",
)


def register(app: Flask) -> None:
    """Adds the policies of pages, and gives templates a nonce for inline styles and scripts."""

    @app.before_request
    def nonce() -> None:
        g.nonce = secrets.token_urlsafe(12)
        g.frames = False

    @app.context_processor
    def template_values() -> dict[str, str]:
        return {"nonce": g.get("nonce", "")}

    @app.after_request
    def add_policies(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers.setdefault("Content-Security-Policy", _content_policy())
            response.headers.setdefault("Permissions-Policy", _permissions_policy(g.get("frames", False)))
        elif response.mimetype == "image/svg+xml":
            # A picture that is opened as a page may show itself, and run nothing.
            response.headers.setdefault(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'",
            )
        return response


def on_every_response(application: WSGIApplication) -> WSGIApplication:
    """The application with the headers of every response, those of Socket.IO included. A header that a response has
    already stays as it is."""

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            there = {name.lower() for name, _ in headers}
            added = [(name, value) for name, value in _ALWAYS.items() if name.lower() not in there]
            if environ["wsgi.url_scheme"] == "https":
                added.append(("Strict-Transport-Security", _HSTS))
            return start_response(status, [*headers, *added], *error)

        return application(environ, start)

    return wrapped


def allow_frames() -> None:
    """Lets this response's page embed the video call that its reader opens; no other page may embed anything. The page
    of those who join becomes the one of members without being loaded again."""
    g.frames = True


def _content_policy() -> str:
    nonce = f"'nonce-{g.get('nonce', '')}'"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {nonce}",
            f"style-src 'self' {nonce}",
            "img-src 'self' data:",
            # In Safari before 15.4, 'self' does not include WebSockets of the same host.
            f"connect-src 'self' ws://{request.host} wss://{request.host}",
            "frame-src https:" if g.get("frames") else "frame-src 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _permissions_policy(frames: bool) -> str:
    call = _CALL if frames else ()
    given = {**dict.fromkeys((*_UNUSED, *_CALL), "()"), **dict.fromkeys(_OWN, "(self)"), **dict.fromkeys(call, "*")}
    return ", ".join(f"{name}={value}" for name, value in sorted(given.items()))
