"""Security headers: pages load nothing from other sites, are not cached, and send no referrer."""

import re
import secrets

from flask import Flask, Response, g, request

_HOST = re.compile(r"[\w.:\[\]-]+")


def register(app: Flask) -> None:
    """Adds the headers to every response, and gives templates a nonce for inline styles and scripts."""

    @app.before_request
    def nonce() -> None:
        g.nonce = secrets.token_urlsafe(12)
        g.frames = False

    @app.context_processor
    def template_values() -> dict[str, str]:
        return {"nonce": g.get("nonce", "")}

    @app.after_request
    def add_headers(response: Response) -> Response:
        set_default = response.headers.setdefault
        set_default("X-Content-Type-Options", "nosniff")
        set_default("Referrer-Policy", "no-referrer")
        set_default("X-Robots-Tag", "noindex")
        set_default("Cache-Control", "no-store")
        if response.mimetype == "text/html":
            set_default("X-Frame-Options", "DENY")
            set_default("Content-Security-Policy", _policy())
        return response


def allow_frames() -> None:
    """Lets this response's page embed the video call that its reader opens; no other page may embed anything."""
    g.frames = True


def _policy() -> str:
    nonce = f"'nonce-{g.get('nonce', '')}'"
    # In Safari before 15.4, 'self' does not include WebSockets of the same host.
    sockets = f" ws://{request.host} wss://{request.host}" if _HOST.fullmatch(request.host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            # A page's modules come in one response and get blob: addresses in the browser.
            f"script-src 'self' {nonce} blob:",
            f"style-src 'self' {nonce}",
            "img-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "frame-src https: http:" if g.get("frames") else "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )
