"""Puts the parts together; the only file that knows all of them."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from . import web
from .live.hub import Hub
from .live.server import ASYNC_MODE
from .live.sockets import Sockets
from .paths import TEMPLATES
from .settings import Settings
from .store import Store
from .web.identity import Identities

#: A message may have 64 KiB; this is where the transport itself hangs up.
MOST_BYTES_ON_THE_WIRE = 256 * 1024


def create_app(settings: Settings) -> Flask:
    """The whole server as a WSGI application. `app.extensions["live_cop"]` holds its parts."""
    store = Store(settings.data)
    app = Flask("live_cop", template_folder=str(TEMPLATES), static_folder=None)
    app.config["SECRET_KEY"] = _secret(settings.data / "secret.key")
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 64 * 1024
    hub = Hub(store)
    identities = Identities(app.config["SECRET_KEY"], store)
    socketio = SocketIO(
        app,
        async_mode=ASYNC_MODE,
        # An empty list would switch the check off; None means: the host that was asked, and no other.
        cors_allowed_origins=_origins(settings),
        max_http_buffer_size=MOST_BYTES_ON_THE_WIRE,
        ping_interval=20,
        ping_timeout=20,
        manage_session=False,
        cookie=None,
    )
    sockets = Sockets(socketio, hub, identities.who)
    app.extensions["live_cop"] = web.Parts(settings, store, hub, identities, sockets.end)
    web.register(app)
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    return app


def _origins(settings: Settings) -> list[str] | None:
    if not settings.public_url:
        return None
    parts = urlsplit(settings.public_url)
    return [f"{parts.scheme}://{parts.netloc}", f"http://{settings.host}:{settings.port}"]


def _secret(path: Path) -> str:
    """The key that signs cookies; made on the first start, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()
