"""The HTTP calls of a rehearsal. They block, and are made in threads."""

import http.client
import json
import ssl
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from .. import words

_PATIENCE = 30
#: The kinds of address that a browser opens.
_SCHEMES = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class CannotRehearse(Exception):
    """Says in one sentence why there can be no rehearsal."""

    def __init__(self, why: str, **params: Any) -> None:
        super().__init__(words.t(f"cli.rehearse.{why}", **params))


class Opened(NamedTuple):
    """A meeting for the rehearsal, and the cookie of its chair."""

    code: str
    board_url: str
    cookie: str


class _Answer(NamedTuple):
    status: int
    body: Any
    cookie: str
    location: str


def read_address(url: str) -> SplitResult:
    """The address of a server. Raises CannotRehearse."""
    try:
        base = urlsplit(url.rstrip("/"))
        good = base.scheme in _SCHEMES and base.hostname and base.port != 0 and not (base.path or base.query)
    except ValueError:
        good = False
    if not good:
        raise CannotRehearse("bad_address", url=url)
    return base


def check(base: SplitResult) -> None:
    """Makes sure that a live_cop server answers there. Raises CannotRehearse."""
    try:
        answer = _call(base, "GET", "/healthz")
    except OSError as error:
        reason = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else error.strerror
        raise CannotRehearse("no_server", url=base.geturl(), reason=reason or error) from None
    except http.client.HTTPException:
        raise CannotRehearse("not_live_cop", url=base.geturl()) from None
    if 300 <= answer.status < 400:
        raise CannotRehearse("elsewhere", url=base.geturl(), where=answer.location.removesuffix("/healthz"))
    if not isinstance(answer.body, dict) or "status" not in answer.body:
        raise CannotRehearse("not_live_cop", url=base.geturl())
    if answer.status != 200:
        raise CannotRehearse("cannot_write", url=base.geturl())


def open_meeting(base: SplitResult, title: str, host_key: str) -> Opened:
    """Opens the meeting. Raises CannotRehearse."""
    headers = {"Authorization": f"Bearer {host_key}"} if host_key else {}
    answer = _call(base, "POST", "/api/meetings", {"title": title, "template": "solution"}, headers)
    body = answer.body if isinstance(answer.body, dict) else {}
    if answer.status == 201 and "code" in body:
        return Opened(body["code"], body["board_url"], answer.cookie)
    error = body.get("error", {})
    if error.get("code") == "not_a_host":
        raise CannotRehearse("wrong_host_key" if host_key else "no_host_key", url=base.geturl())
    if "message" in error:
        raise CannotRehearse("refused", message=error["message"])
    raise CannotRehearse("not_live_cop", url=base.geturl())


def join(base: SplitResult, code: str, place: str) -> str:
    """Joins like anybody with the code; answers the cookie. Raises OSError or HTTPException."""
    answer = _call(base, "POST", f"/api/meetings/{code}/join", {"place": place})
    if answer.status != 200 or not answer.cookie:
        raise http.client.HTTPException(f"joining was answered with {answer.status}")
    return answer.cookie


def _call(
    base: SplitResult, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> _Answer:
    connection = _SCHEMES[base.scheme](str(base.hostname), base.port, timeout=_PATIENCE)
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
        return _Answer(response.status, content, "; ".join(cookies), response.headers.get("Location", ""))
    finally:
        connection.close()
