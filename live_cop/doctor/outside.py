"""What visitors meet: the address, its certificate, the proxy and the live connection. All of it goes the whole way,
through the public address and back, so it finds what no look at a configuration does.
"""

import datetime
import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

import websocket

from ..live.socketio_events import PATH as SOCKET_PATH
from .finding import Finding, good, look, wrong

TIMEOUT_SECONDS = 15
#: Days before its end at which a certificate should have been renewed.
RENEW_DAYS = 14
#: An address of nobody (RFC 5737), from which this request claims to come.
FORGED = "192.0.2.77"
_HERE = ("localhost", "127.0.0.1", "::1")


def address(url: str, order_path: str, order: str) -> Iterator[Finding]:
    """Everything about this public address. `order` asks the server how it sees the request."""
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        yield wrong("bad_url", url=url)
        return
    if parts.path.strip("/"):
        yield wrong("under_a_path", url=url)
        return
    tls = list(_tls(parts))
    yield from tls
    if any(finding.level == "wrong" and finding.what != "no_tls" for finding in tls):
        return
    try:
        status, answer = _post(parts, order_path, {"order": order})
    except OSError as error:
        yield wrong("no_answer", url=url, reason=error.strerror or error)
        return
    except http.client.HTTPException:
        yield wrong("not_ours", url=url)
        return
    if status == 200 and "seen" in answer:
        yield from _proxy(parts, answer)
        yield from _websocket(parts)
    elif 300 <= status < 400:
        yield wrong("leads_on", url=url)
    elif answer.get("error", {}).get("code") == "under_a_path":
        yield wrong("under_a_path", url=url)
    else:
        yield wrong("not_ours", url=url)


def _tls(parts: SplitResult) -> Iterator[Finding]:
    host = str(parts.hostname)
    if parts.scheme == "http":
        if host not in _HERE:
            yield wrong("no_tls", url=parts.geturl())
        return
    try:
        with (
            socket.create_connection((host, parts.port or 443), TIMEOUT_SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure,
        ):
            certificate: Any = secure.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        yield wrong("bad_certificate", host=host, reason=error.verify_message)
        return
    except ssl.SSLError as error:
        yield wrong("broken_tls", host=host, reason=error.reason or error)
        return
    except OSError as error:
        yield wrong("no_answer", url=parts.geturl(), reason=error.strerror or error)
        return
    until = datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(certificate["notAfter"]), datetime.UTC)
    days = (until - datetime.datetime.now(datetime.UTC)).days
    yield look("certificate_ends", n=days) if days < RENEW_DAYS else good("certificate", n=days)


def _proxy(parts: SplitResult, answer: dict[str, Any]) -> Iterator[Finding]:
    """What the server sees of a request that came this way."""
    seen, forwarded, proxies = answer["seen"], answer["forwarded"], answer["proxies"]
    host, port = seen["host"].partition(":")[::2]
    usual = {"http": "80", "https": "443"}[parts.scheme]
    found = []
    # Our own request names such an address itself.
    if not proxies and set(forwarded) - {"X-Forwarded-For"}:
        found.append(wrong("proxy_not_trusted"))
    elif proxies and not set(forwarded) - {"X-Forwarded-For"}:
        found.append(wrong("proxy_silent"))
    elif seen["from"] == FORGED:
        found.append(wrong("proxy_forged"))
    else:
        if seen["scheme"] != parts.scheme:
            found.append(wrong("proxy_scheme", seen=seen["scheme"], scheme=parts.scheme))
        if (host, port or usual) != (parts.hostname, str(parts.port or usual)):
            found.append(wrong("proxy_host", host=parts.netloc))
    yield from found or [good("proxy")]


def _websocket(parts: SplitResult) -> Iterator[Finding]:
    """Whether a live connection comes through. Screens that get none ask again and again, which costs everybody."""
    scheme = "wss" if parts.scheme == "https" else "ws"
    url = f"{scheme}://{parts.netloc}{SOCKET_PATH}/?EIO=4&transport=websocket"
    try:
        connection = websocket.create_connection(
            url,
            timeout=TIMEOUT_SECONDS,
            suppress_origin=True,
            http_no_proxy=["*"],
            sslopt={"context": ssl.create_default_context()} if scheme == "wss" else None,
        )
        first = connection.recv()
        connection.close()
    except (OSError, websocket.WebSocketException) as error:
        yield wrong("no_websocket", reason=getattr(error, "status_code", None) or error)
        return
    yield good("websocket") if str(first).startswith("0") else wrong("no_websocket", reason="?")


def _post(parts: SplitResult, path: str, body: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of an answer. Raises OSError and HTTPException."""
    made = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = made(str(parts.hostname), parts.port, timeout=TIMEOUT_SECONDS)
    headers = {
        "Content-Type": "application/json",
        "Host": parts.netloc,
        "X-Forwarded-For": FORGED,
    }
    try:
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read(1 << 20)
    finally:
        connection.close()
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    return response.status, answer if isinstance(answer, dict) else {}
