"""The HTTP requests of a rehearsal. They block, so they are made in threads."""

import http.client
import json
import ssl
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from .plan import CannotRehearse

_TIMEOUT_SECONDS = 30
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class OpenedMeeting(NamedTuple):
    """A meeting for the rehearsal, and the cookie of its chair."""

    code: str
    board_url: str
    cookie: str


class _Response(NamedTuple):
    status: int
    body: Any
    cookie: str
    location: str


def parse_address(url: str) -> SplitResult:
    """The address of a server: scheme, host and port, and nothing else. Raises CannotRehearse."""
    try:
        base = urlsplit(url.rstrip("/"))
        good = base.scheme in _CONNECTIONS and base.hostname and base.port != 0 and not (base.path or base.query)
    except ValueError:
        good = False
    if not good:
        raise CannotRehearse("bad_address", url=url)
    return base


def check_server(base: SplitResult) -> None:
    """Makes sure that a live_cop server answers at this address. Raises CannotRehearse."""
    try:
        response = _request(base, "GET", "/healthz")
    except OSError as error:
        reason = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else error.strerror
        raise CannotRehearse("no_server", url=base.geturl(), reason=reason or error) from None
    except http.client.HTTPException:
        raise CannotRehearse("not_live_cop", url=base.geturl()) from None
    if 300 <= response.status < 400:
        raise CannotRehearse("elsewhere", url=base.geturl(), where=response.location.removesuffix("/healthz"))
    if not isinstance(response.body, dict) or "status" not in response.body:
        raise CannotRehearse("not_live_cop", url=base.geturl())
    if response.status != 200:
        raise CannotRehearse("cannot_write", url=base.geturl())


def open_meeting(base: SplitResult, title: str, host_key: str) -> OpenedMeeting:
    """Opens the meeting. Raises CannotRehearse."""
    headers = {"Authorization": f"Bearer {host_key}"} if host_key else {}
    response = _request(base, "POST", "/api/meetings", {"title": title, "template": "solution"}, headers)
    body = response.body if isinstance(response.body, dict) else {}
    if response.status == 201 and "code" in body:
        return OpenedMeeting(body["code"], body["board_url"], response.cookie)
    error = body.get("error", {})
    if error.get("code") == "not_a_host":
        raise CannotRehearse("wrong_host_key" if host_key else "no_host_key", url=base.geturl())
    if "message" in error:
        raise CannotRehearse("refused", message=error["message"])
    raise CannotRehearse("not_live_cop", url=base.geturl())


def join(base: SplitResult, code: str, place: str) -> str:
    """Joins like anybody with the code; returns the cookie. Raises OSError or HTTPException."""
    response = _request(base, "POST", f"/api/meetings/{code}/join", {"place": place})
    if response.status != 200 or not response.cookie:
        raise http.client.HTTPException(f"joining was answered with {response.status}")
    return response.cookie


def _request(
    base: SplitResult, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> _Response:
    connection = _CONNECTIONS[base.scheme](str(base.hostname), base.port, timeout=_TIMEOUT_SECONDS)
    try:
        text = None if body is None else json.dumps(body)
        given = {"Content-Type": "application/json"} if text else {}
        connection.request(method, path, text, {**given, **(headers or {})})
        response = connection.getresponse()
        try:
            content = json.loads(response.read())
        except ValueError:
            content = None
        cookies = [header.partition(";")[0] for header in response.headers.get_all("Set-Cookie", [])]
        return _Response(response.status, content, "; ".join(cookies), response.headers.get("Location", ""))
    finally:
        connection.close()
