"""The services that request handlers use: settings, store, hub, mailer, limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar, cast

from flask import current_app

from ..live.health import HealthCheck
from ..live.mail.mailer import Mailer
from ..live.sync.hub import Hub
from ..live.token_bucket import TokenBuckets
from ..meeting.audience import Viewer
from ..meeting.state import State
from ..settings import Settings
from ..store.store import Store
from .host.openid_provider import OpenIDProvider
from .http.identity import Identities
from .http.join_ticket import JoinTickets
from .http.throttle import Throttle
from .mail.letters import Letters
from .newcomers import Newcomers
from .practice import PracticeMeetings

Given = ParamSpec("Given")
Found = TypeVar("Found")
#: Forms that one person saves: faster than anybody types.
SAVES_AT_ONCE = 30
SAVES_PER_SECOND = 1 / 6
#: New entries on one attendance list from one address: a room of five hundred, and the list has room for 5,000.
ENTRIES_AT_ONCE = 600
#: Photographs that one person sends: all those of a wall at once, then as fast as somebody takes them.
PHOTOS_AT_ONCE = 60
PHOTOS_PER_SECOND = 1 / 2


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
    #: welcome_in_page(state, viewer): what a welcome would tell them now, as JSON, for a page; None where that is long.
    #: Call between batches.
    welcome_in_page: Callable[[State, Viewer], bytes | None]
    #: prepare_welcome(code): does before, in a thread, what of that takes long in a large meeting.
    prepare_welcome: Callable[[str], object]
    practice: PracticeMeetings
    tickets: JoinTickets
    #: Where the settings name one, hosts sign in there.
    openid_provider: OpenIDProvider
    #: How many meetings an address may open without the host key: `LIVE_COP_MEETINGS_PER_DAY`.
    openings: TokenBuckets
    #: Join codes and host keys are guessed apart: somebody who mistypes one may still try the other.
    join_codes: Throttle = field(default_factory=Throttle)
    host_keys: Throttle = field(default_factory=Throttle)
    #: New people in one meeting from one address: those who have been on its page, and others, each apart.
    newcomers: Newcomers = field(default_factory=Newcomers)
    #: Forms that one person has saved or sent, on the attendance list and mailings; and new entries on the list of one
    #: meeting from one address.
    saves: TokenBuckets = field(default_factory=lambda: TokenBuckets(SAVES_AT_ONCE, SAVES_PER_SECOND))
    entries: TokenBuckets = field(default_factory=lambda: TokenBuckets(ENTRIES_AT_ONCE, SAVES_PER_SECOND))
    #: Photographs of one person.
    photos: TokenBuckets = field(default_factory=lambda: TokenBuckets(PHOTOS_AT_ONCE, PHOTOS_PER_SECOND))


def services() -> Services:
    """The services of the application that handles this request."""
    return cast(Services, current_app.extensions["live_cop"])


def save(work: Callable[Given, Found], *args: Given.args, **options: Given.kwargs) -> Found:
    """Does what writes to the file, in the one writer thread. There it waits for the disk and for what is being
    written; in the loop, everybody would wait with it."""
    return services().hub.run_in_writer(partial(work, *args, **options))
