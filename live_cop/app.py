"""Puts the parts together; the only file that knows all of them."""

import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from . import web
from .live import runtime
from .live.mail.mailer import MailAccount, Mailer
from .live.nightly import NightlyTasks
from .live.runtime import ASYNC_MODE
from .live.socketio_events import SocketIOEvents
from .live.sync.hub import Hub
from .live.transport import json_codec
from .paths import TEMPLATES
from .settings import Settings, mail_server, sender
from .store.store import Store
from .web.communities import retention
from .web.http.identity import Identities
from .web.mail.letters import Letters
from .web.services import Services

access = logging.getLogger("live_cop.access")
#: What the transport makes of broken frames. Anybody can send those, so they are not written down; our own handlers
#: note their own faults.
transport = logging.getLogger("live_cop.transport")
transport.setLevel(logging.CRITICAL)
#: A message may have 64 KiB; this is where the transport itself hangs up.
MOST_BYTES_ON_THE_WIRE = 256 * 1024


class _NoSessions(SessionInterface):
    """Who is asking stands in our own cookies; Flask's would be signed and read with every request for nothing."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def create_app(settings: Settings) -> Flask:
    """The whole server as a WSGI application. `app.extensions["live_cop"]` holds its parts."""
    store = Store(settings.data)
    app = Flask("live_cop", template_folder=str(TEMPLATES), static_folder=None)
    app.session_interface = _NoSessions()
    app.config["SECRET_KEY"] = _secret(settings.data / "secret.key")
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 64 * 1024
    hub = Hub(store)
    identities = Identities(app.config["SECRET_KEY"], store)
    socketio = SocketIO(
        app,
        async_mode=ASYNC_MODE,
        # An empty list would switch the check off.
        cors_allowed_origins=_ours(settings.public_url),
        max_http_buffer_size=MOST_BYTES_ON_THE_WIRE,
        http_compression=True,
        json=json_codec,
        logger=transport,
        engineio_logger=transport,
        ping_interval=20,
        ping_timeout=20,
        manage_session=False,
        # One command of a connection after the other, in the greenlet that reads them: a greenlet for each costs more
        # than the command.
        async_handlers=False,
        cookie=None,
    )
    events = SocketIOEvents(socketio, hub, identities.who)
    runtime.spawn(NightlyTasks(hub, retention.default_policy(settings)).run_forever)
    account = MailAccount(mail_server(settings.smtp), sender(settings.mail_from)) if settings.smtp else None
    letters = Letters(hub, account)
    post = Mailer(store, account, letters)
    runtime.spawn(post.run_forever)
    app.extensions["live_cop"] = Services(
        settings, store, hub, identities, post, letters, events.end_role, events.close_all
    )
    web.register(app)
    app.after_request(_note)
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    return app


def _ours(public_url: str) -> Callable[[str | None, dict[str, Any]], bool]:
    """Whether a page may talk to us: one from the host that it asks, or from the public address. Browsers say truly
    where a page comes from; the scheme does not count, for a proxy may speak plain HTTP with us."""
    public = urlsplit(public_url).netloc

    def allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        host = urlsplit(origin or "").netloc
        return bool(host) and host in (environ.get("HTTP_HOST"), public)

    return allowed


def _note(response: Response) -> Response:
    """The access log: what was asked for by its pattern, so that no code, link or name is ever written down."""
    access.info("%s %s %d", request.method, request.url_rule.rule if request.url_rule else "-", response.status_code)
    return response


def _secret(path: Path) -> str:
    """The key that signs cookies; made on the first start, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
