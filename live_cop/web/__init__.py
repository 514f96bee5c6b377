"""Pages and HTTP calls: one module for each thing that a visitor does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from ..live.mail.mailer import Mailer
from ..live.sync.hub import Hub
from ..settings import Settings
from ..store.store import Store
from .identity import Identities
from .letters import Letters
from .throttle import Throttle


@dataclass(frozen=True)
class Parts:
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


def parts() -> Parts:
    """The parts of the application that serves this request."""
    return cast(Parts, current_app.extensions["live_cop"])


def register(app: Flask) -> None:
    """Adds all pages and calls to the application."""
    from . import (
        api,
        assets,
        attendance,
        communities,
        compress,
        errors,
        guide,
        headers,
        links,
        metrics,
        pages,
        people,
        public,
        reports,
        sending,
    )

    assets.register(app)
    for module in (pages, api, attendance, communities, guide, links, metrics, people, public, reports, sending):
        app.register_blueprint(module.blueprint)
    headers.register(app)
    compress.register(app)
    errors.register(app)
