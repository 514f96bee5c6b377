"""What the pages need of the rest of the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from ..live.mail.mailer import Mailer
from ..live.sync.hub import Hub
from ..settings import Settings
from ..store.store import Store
from .http.identity import Identities
from .http.throttle import Throttle
from .mail.letters import Letters


@dataclass(frozen=True)
class Services:
    """What the pages need of the rest of the house."""

    settings: Settings
    store: Store
    hub: Hub
    identities: Identities
    #: Sends what the chair wants sent, and writes it.
    post: Mailer
    letters: Letters
    #: end(code, role): ends the connections of a role, so that they come in again with what they may do now.
    end: Callable[[str, str], None]
    #: stop(): tells all clients that the server goes, so that they come back.
    stop: Callable[[], None]
    #: Wrong codes and wrong host keys, apart: who mistypes the one may still try the other.
    codes: Throttle = field(default_factory=Throttle)
    keys: Throttle = field(default_factory=Throttle)
    #: Links of reports that lead nowhere.
    links: Throttle = field(default_factory=Throttle)
    #: What each person has saved on the attendance list: more than anybody needs is too much.
    saves: Throttle = field(default_factory=Throttle)


def services() -> Services:
    """The parts of the application that serves this request."""
    return cast(Services, current_app.extensions["live_cop"])
