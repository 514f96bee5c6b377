"""How commands get something done: by the running server, or by themselves where there is none.

Only one program may write to the data, and a running server has its meetings in memory. So a command first tries to be
that one program; where a server is, it sends it an order (web/host/orders.py).
"""

from contextlib import suppress
from typing import Any

import click
import requests
from msgspec.structs import replace

from .. import words
from ..live.sync.client_messages import sentence
from ..meeting.refusal import Refusal
from ..settings import Settings
from ..store import process_addresses, secret_key
from ..store.errors import CannotOpen
from ..store.leases import Elsewhere
from ..store.opening import open_beside, open_store, reading
from ..store.sqlite import file
from ..store.store import Store
from .open_errors import explained

#: Seconds that a process of the server has to answer: it may have to read a large meeting first.
TIMEOUT_SECONDS = 30


class NoServer(Exception):
    """No process of a server answers."""


def get_done(settings: Settings, what: str, subject: str) -> str:
    """Gets this order done, and returns the token of the link that was made, or "". Ends the command where that is not
    possible."""
    if not settings.database and (found := _in_the_file(settings, what, subject)) is not None:
        return found
    try:
        return str(ask(settings, what, subject)["token"])
    except NoServer:
        if settings.database:
            return _in_the_database(settings, what, subject)
        raise click.ClickException(words.t("host.no_server", folder=settings.data)) from None


def _in_the_file(settings: Settings, what: str, subject: str) -> str | None:
    """The same where no server runs on the file; None where one does."""
    with explained(settings.data):
        # A command makes no folder and no file.
        if not (settings.data / file.NAME).is_file():
            raise CannotOpen("no_data", folder=settings.data)
        try:
            store = open_store(settings.data)
        except CannotOpen as error:
            if error.reason != "second_server":
                raise
            return None
        return _alone(store, what, subject)


def _in_the_database(settings: Settings, what: str, subject: str) -> str:
    """The same beside servers on other machines, unless one of them owns the meeting."""
    from ..live.off_loop import off_loop

    with explained(settings.data):
        # A command is no start of a server, which makes tables.
        with reading(settings.data, database=settings.database):
            pass
        store = off_loop(open_beside(settings.database))
        try:
            return _alone(store, what, subject)
        except Elsewhere as error:
            raise click.ClickException(words.t("host.elsewhere", process=error.owner)) from None


def ask(settings: Settings, what: str, subject: str = "") -> dict[str, Any]:
    """Sends this order to the process that can carry it out, and returns its answer. Raises NoServer, and
    ClickException where it is refused."""
    from ..web.host import orders

    # Without any address there may be no key either.
    if not (urls := process_addresses.found(settings.data)):
        raise NoServer
    key, refusal = secret(settings), None
    for url in urls:
        response = send(f"{url}{orders.PATH}", orders.sign(key, what, subject, to=url))
        if response is None or response.status_code in (307, 503):
            # Another one has the meeting; it may be the next.
            continue
        if response.status_code == 200 and (told := orders.read_answer(key, _signed(response))) is not None:
            return told
        refusal = _refusal(response)
    if refusal:
        raise click.ClickException(refusal)
    raise NoServer


def send(url: str, order: str) -> requests.Response | None:
    """Sends a signed order to this address; None where nobody answers."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.post(url, json={"order": order}, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        except requests.RequestException:
            return None


def secret(settings: Settings) -> str:
    """The key that signs orders. Ends the command without one."""
    with explained(settings.data):
        found = settings.secret or secret_key.read(settings.data)
    if not found:
        raise click.ClickException(words.t("host.no_secret", path=settings.data / secret_key.NAME))
    return found


def base_url(settings: Settings) -> str:
    """The address at the beginning of links: what the running server says, or else the settings of this command."""
    from ..web.host import orders
    from .serve import public_address

    # Where no server has said where it is, nobody has to be asked, and there may be no key yet.
    if not process_addresses.found(settings.data):
        return public_address(settings)
    with suppress(NoServer):
        found = ask(settings, orders.ABOUT)
        settings = replace(settings, **{name: found[name] for name in ("host", "port", "public_url")})
    return public_address(settings)


def _alone(store: Store, what: str, subject: str) -> str:
    from ..live.sync.hub import Hub
    from ..web.host import orders

    hub = Hub(store)
    try:
        return orders.do(hub, lambda code, role: None, what, subject)
    except Refusal as error:
        raise click.ClickException(sentence(error)) from None
    finally:
        hub.stop()
        store.close()


def _signed(response: requests.Response) -> str:
    try:
        return str(response.json()["signed"])
    except (ValueError, KeyError, TypeError):
        return ""


def _refusal(response: requests.Response) -> str:
    try:
        error = response.json()["error"]
        return words.t("host.not_ours") if error["code"] == "no_page" else str(error["message"])
    except (ValueError, KeyError, TypeError):
        return words.t("host.not_ours")
