"""What every answer carries: nothing is loaded from elsewhere, kept by caches, or told by a referrer."""

import secrets

from flask import Flask, Response, g, request


def register(app: Flask) -> None:
    """Adds the headers, and a nonce for the few inline pieces of our own pages."""

    @app.before_request
    def nonce() -> None:
        g.nonce = secrets.token_urlsafe(12)

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
            set_default("Content-Security-Policy", _policy(g.get("nonce", "")))
        return response


def _policy(nonce: str) -> str:
    host = request.host
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            # Safari before 15.4 does not count WebSockets of the same host as 'self'.
            f"connect-src 'self' ws://{host} wss://{host}",
            # The video that a member chooses to show beside the wall; nothing else is ever framed.
            "frame-src https:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )
