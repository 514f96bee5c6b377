"""What every answer carries: nothing is loaded from elsewhere, kept by caches, or told by a referrer."""

import re
import secrets

from flask import Flask, Response, g, request

_HOST = re.compile(r"[\w.:\[\]-]+")


def register(app: Flask) -> None:
    """Adds the headers, and a nonce for the inline pieces of our own pages."""

    @app.before_request
    def nonce() -> None:
        g.nonce = secrets.token_urlsafe(12)
        g.frames = False

    @app.context_processor
    def in_templates() -> dict[str, str]:
        return {"nonce": g.get("nonce", "")}

    @app.after_request
    def protect(response: Response) -> Response:
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
    """This page may show the video call that its reader chooses; no other page frames anything."""
    g.frames = True


def _policy() -> str:
    nonce = f"'nonce-{g.get('nonce', '')}'"
    # Safari before 15.4 does not count WebSockets of the same host as 'self'.
    sockets = f" ws://{request.host} wss://{request.host}" if _HOST.fullmatch(request.host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            # The modules of a page come in one response and get addresses in memory: blob.
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
