"""The services that request handlers use: settings, store, hub, mailer, throttles."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from ..live.health import HealthCheck
from ..live.mail.mailer import Mailer
from ..live.sync.hub import Hub
from ..settings import Settings
from ..store.store import Store
from .http.identity import Identities
from .http.throttle import Throttle
from .mail.letters import Letters


@dataclass(frozen=True)
class Services:
    """Everything that a request handler needs; `app.extensions["live_cop"]` holds the one instance."""

    settings: Settings
    store: Store
    hub: Hub
    health: HealthCheck
    identities: Identities
    mailer: Mailer
    letters: Letters
    #: end_connections(code, role): ends the live connections of a role, so that they reconnect with the rights that
    #: they have now.
    end_connections: Callable[[str, str], None]
    #: close_connections(): tells all clients that the server is stopping, so that they reconnect later.
    close_connections: Callable[[], None]
    #: Wrong join codes and wrong host keys are counted apart: somebody who mistypes one may still try the other.
    join_code_throttle: Throttle = field(default_factory=Throttle)
    host_key_throttle: Throttle = field(default_factory=Throttle)
    #: Report links that do not exist or no longer work.
    report_link_throttle: Throttle = field(default_factory=Throttle)
    #: Forms that one person has saved or sent: on the attendance list, and mailings.
    save_throttle: Throttle = field(default_factory=Throttle)


def services() -> Services:
    """The services of the application that handles this request."""
    return cast(Services, current_app.extensions["live_cop"])
