"""Creates the parts of the server and connects them; the only file that knows all of them."""

import logging
import os
from functools import partial
from importlib.util import find_spec

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from . import web
from .live import runtime, tracing
from .live.follow.streams import Streams
from .live.health import HealthCheck
from .live.mail.mailer import MailAccount, Mailer
from .live.nightly import NightlyTasks
from .live.off_loop import off_loop
from .live.socketio_events import SocketIOEvents, socketio_server
from .live.sync.hub import Hub
from .live.token_bucket import TokenBuckets
from .paths import TEMPLATES
from .settings import Settings, mail_server, own_address, sender
from .store import secret_key
from .store.errors import CannotOpen
from .store.folder import make_folder
from .store.leases import MAIL
from .store.opening import open_store
from .store.store import Store
from .web.communities import retention
from .web.host.openid_provider import OpenIDProvider
from .web.http.cookies import RequestWithCookies, cookies_of
from .web.http.headers import on_every_response
from .web.http.identity import Identities
from .web.http.join_ticket import JoinTickets
from .web.http.origin import in_front_of_socketio, may_connect
from .web.http.throttle import Throttle
from .web.http.turns import in_turns
from .web.mail.letters import Letters
from .web.practice import PracticeMeetings
from .web.reports import report_worker
from .web.services import Services

access = logging.getLogger("live_cop.access")
DAY_SECONDS = 24 * 3600


class _NoSessions(SessionInterface):
    """Identities are in cookies of our own. Flask's session would be read and signed with every request for nothing."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def create_app(settings: Settings) -> Flask:
    """The whole server as a WSGI application. `app.extensions["live_cop"]` holds its parts."""
    store, key = _open(settings)
    app = _flask_app(key)
    hub = _hub(settings, store)
    identities = Identities(key, store)
    # Only where there are other processes that could follow.
    streams = Streams(settings.streams, store.leases.owner) if settings.streams and store.leases else None
    socketio = socketio_server(app, may_connect(settings.public_url))
    events = SocketIOEvents(socketio, hub, identities.viewer, streams, settings.follow_from)
    app.extensions["live_cop"] = _services(settings, key, store, hub, identities, events)
    runtime.spawn(NightlyTasks(hub, retention.default_policy(settings)).run_forever)
    web.register(app)
    app.after_request(_log_request)
    _put_in_front(app, settings, identities)
    return app


def _open(settings: Settings) -> tuple[Store, str]:
    """The store, and the key that cookies are signed with. Raises CannotOpen."""
    # Before the store, which changes the file: a start that fails changes nothing.
    secret_key.read(settings.data)
    if settings.streams and find_spec("redis") is None:
        raise CannotOpen("no_redis")
    store = open_store(settings.data, database=settings.database, process=settings.process)
    if settings.database:
        off_loop(store)
    # For the key, where the store is elsewhere.
    make_folder(settings.data)
    return store, settings.secret or secret_key.read(settings.data) or secret_key.create(settings.data)


def _flask_app(key: str) -> Flask:
    app = Flask("live_cop", template_folder=str(TEMPLATES), static_folder=None)
    app.request_class = RequestWithCookies
    app.session_interface = _NoSessions()
    app.config["SECRET_KEY"] = key
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 64 * 1024
    return app


def _hub(settings: Settings, store: Store) -> Hub:
    hub = Hub(store)
    hub.outcomes.tracing = tracing.from_environment(os.environ)
    hub.outcomes.on_erased = web.on_erased
    if not hub.ownership.is_alone:
        report_worker.places.folder = settings.data
        report_worker.is_told_of = hub.has
    return hub


def _services(
    settings: Settings, key: str, store: Store, hub: Hub, identities: Identities, events: SocketIOEvents
) -> Services:
    """What requests need. From now on letters are sent."""
    account = MailAccount(mail_server(settings.smtp), sender(settings.mail_from)) if settings.smtp else None
    letters = Letters(hub, account)
    take_turn = None if hub.ownership.is_alone else partial(hub.ownership.take, MAIL)
    mailer = Mailer(store, account, letters, take_turn=take_turn)
    runtime.spawn(mailer.run_forever)

    def processes() -> int:
        """How many share the work; never fewer than on this machine, some of which may be starting again."""
        return max(settings.processes, hub.ownership.processes)

    return Services(
        *(settings, store, hub, HealthCheck(hub), identities, mailer, letters, events.end_role, events.close_all),
        welcome_in_page=events.delivery.welcome_in_page,
        prepare_welcome=events.delivery.welcomes.prepare,
        practice=PracticeMeetings(hub, own_address(settings), events.end_role),
        tickets=JoinTickets(key),
        openid_provider=OpenIDProvider(settings),
        openings=TokenBuckets(settings.meetings_per_day, settings.meetings_per_day / DAY_SECONDS),
        join_codes=Throttle(processes=processes),
        host_keys=Throttle(processes=processes),
    )


def _put_in_front(app: Flask, settings: Settings, identities: Identities) -> None:
    """Puts before the application what every request passes: proxies, turns, headers, and where it is from."""
    answering = on_every_response(in_front_of_socketio(app.wsgi_app))
    app.wsgi_app = in_turns(  # type: ignore[method-assign, assignment]
        answering, who=lambda environ: identities.somebody(cookies_of(environ))
    )
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]


def _log_request(response: Response) -> Response:
    """The access log. It contains the pattern of the route, so that no code, link or name is ever logged."""
    access.info("%s %s %d", request.method, request.url_rule.rule if request.url_rule else "-", response.status_code)
    return response
