"""All settings. Each is an environment variable; `live-cop serve` has options for the first three."""

import os
from collections.abc import Mapping
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

#: The longest time that anything is kept: ten years.
MOST_DAYS = 3_650
#: Characters. A host key with fewer can be guessed by a program with time, unless it is slowed down.
SHORT_KEY = 16
#: Characters of a secret that nobody can guess.
SECRET_LENGTH = 32
#: Names of this machine. A mail server on it may be used without TLS.
_HERE = ("localhost", "127.0.0.1", "::1")
WHO_OPENS = ("key", "communities", "anyone")
_OIDC = ("oidc_issuer", "oidc_client", "oidc_secret")
_NUMBERS = {
    "port": (1, 65_535),
    "proxies": (0, 10),
    "processes": (1, 64),
    "first_process": (0, 999),
    "follow_from": (1, 10_000),
    "meetings_per_day": (1, 1_000_000),
    "keep_attendance_days": (1, MOST_DAYS),
    "keep_wall_days": (1, MOST_DAYS),
}


class Settings(Struct, frozen=True, kw_only=True):
    """How this server runs."""

    #: LIVE_COP_HOST: the address to listen on; 0.0.0.0 lets other devices in.
    host: str = "127.0.0.1"
    #: LIVE_COP_PORT: 1 to 65535.
    port: int = 8000
    #: LIVE_COP_DATA: the folder of the SQLite file and the secret key; created on the first start.
    data: Path = Path("data")
    #: LIVE_COP_DATABASE: a PostgreSQL database instead of the file in that folder, such as
    #: postgresql://user:password@db.example.org/live_cop; for several machines: see docs/scaling.md.
    database: str = ""
    #: LIVE_COP_HOST_KEY: if set, only people who know it can open meetings.
    host_key: str = ""
    #: LIVE_COP_WHO_OPENS: who may open meetings where there is a host key, or people sign in: `key`, only they;
    #: `communities`, also whoever has the link of a community, in it; `anyone`, and the key is only for the host.
    who_opens: str = "communities"
    #: LIVE_COP_OIDC_ISSUER: an OpenID Connect provider, such as https://login.example.org/realms/homes; people who sign
    #: in there may open meetings without the host key.
    oidc_issuer: str = ""
    #: LIVE_COP_OIDC_CLIENT: as what the provider knows this server.
    oidc_client: str = ""
    #: LIVE_COP_OIDC_SECRET: what the two of them share.
    oidc_secret: str = ""
    #: LIVE_COP_MEETINGS_PER_DAY: how many meetings one address may open in a day without the host key, all at once if
    #: need be.
    meetings_per_day: int = 200
    #: LIVE_COP_PUBLIC_URL: the address in links and QR codes, such as https://cop.example.org; without it, the address
    #: that the visitor used.
    public_url: str = ""
    #: LIVE_COP_PROXIES: how many of our own proxies are in front and name the real client (X-Forwarded-For).
    proxies: int = 0
    #: LIVE_COP_PROCESSES: how many processes share the work on this machine, each with a port of its own: see
    #: docs/scaling.md. They need a proxy in front.
    processes: int = 1
    #: LIVE_COP_FIRST_PROCESS: the number of the first of them, where several machines share a database.
    first_process: int = 0
    #: LIVE_COP_STREAMS: the Redis or Valkey server over which several processes share one very large meeting, such as
    #: redis://:password@10.0.0.5:6379/0; see docs/scaling.md.
    streams: str = ""
    #: LIVE_COP_FOLLOW_FROM: with such a server, how many screens of a meeting one process serves before it leads
    #: further ones on to the others.
    follow_from: int = 500
    #: LIVE_COP_PROCESS: which of them this is, from 0. `serve --processes` sets it for each.
    process: str = ""
    #: LIVE_COP_SECRET: the key that signs cookies, instead of the one in the folder of the data.
    secret: str = ""
    #: LIVE_COP_KEEP_ATTENDANCE_DAYS: how long entries of the attendance list are kept after a meeting, unless its
    #: community decides otherwise.
    keep_attendance_days: int = 90
    #: LIVE_COP_KEEP_WALL_DAYS: how long a meeting is kept after its close, unless its community decides otherwise.
    keep_wall_days: int = 365
    #: LIVE_COP_SMTP: the mail server that sends our e-mail, such as smtp://user:password@mail.example.org:587. It needs
    #: a host key, because otherwise anybody could open a meeting and send e-mail in our name.
    smtp: str = ""
    #: LIVE_COP_MAIL_FROM: the sender, such as Access to homes <cop@example.org>.
    mail_from: str = ""

    def __repr__(self) -> str:
        """Without the values: some of them are secrets."""
        return "Settings()"


class MailServer(Struct, frozen=True):
    """How to reach the mail server. `secure` is "tls" (from the first byte), "starttls", or "" on this machine."""

    host: str
    port: int
    user: str
    password: str
    secure: str

    def __repr__(self) -> str:
        return "MailServer()"


def own_address(settings: Settings) -> str:
    """Where a program on this machine reaches the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def from_environment(environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """The settings of the environment. Those that are given (and not None) take precedence. Raises ValueError."""
    values: dict[str, object] = {}
    for name in Settings.__struct_fields__:
        text = environ.get(f"LIVE_COP_{name.upper()}")
        if text:
            values[name] = text
    values |= {name: value for name, value in given.items() if value is not None}
    for name, (least, most) in _NUMBERS.items():
        if name in values:
            text = str(values[name])
            if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
                raise ValueError(f"LIVE_COP_{name.upper()} must be a whole number from {least} to {most}.")
            values[name] = int(text)
    if values.get("database"):
        _require_database(str(values["database"]))
    if values.get("streams") and urlsplit(str(values["streams"])).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("LIVE_COP_STREAMS must be an address such as redis://:password@10.0.0.5:6379/0.")
    if len(str(values.get("secret", "x" * SECRET_LENGTH))) < SECRET_LENGTH:
        raise ValueError(f"LIVE_COP_SECRET must have at least {SECRET_LENGTH} characters.")
    if not str(values.get("process", "0")).isdigit():
        raise ValueError("LIVE_COP_PROCESS must be a whole number.")
    if values.get("who_opens", WHO_OPENS[0]) not in WHO_OPENS:
        raise ValueError(f"LIVE_COP_WHO_OPENS must be one of {', '.join(WHO_OPENS)}.")
    if "data" in values:
        values["data"] = Path(str(values["data"]))
    if values.get("public_url"):
        values["public_url"] = _public_url(str(values["public_url"]))
    if any(values.get(name) for name in _OIDC):
        _require_oidc({name: str(values.get(name, "")) for name in (*_OIDC, "public_url")})
    if values.get("smtp") or values.get("mail_from"):
        mail_server(str(values.get("smtp", "")))
        sender(str(values.get("mail_from", "")))
    return Settings(**values)  # type: ignore[arg-type]


def _public_url(text: str) -> str:
    """An address that links can begin with. Raises ValueError."""
    url = text.rstrip("/")
    try:
        parts = urlsplit(url)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        good = False
    if good and parts.path:
        raise ValueError(
            f"LIVE_COP_PUBLIC_URL must not have a path ({parts.path}): live_cop needs a name of its own, such as"
            f" https://cop.{parts.hostname}, and does not work under a path of another site."
        )
    if not good or parts.query or parts.fragment:
        raise ValueError("LIVE_COP_PUBLIC_URL must be an address such as https://cop.example.org.")
    return url


def _require_database(url: str) -> None:
    """Raises ValueError, whose text does not contain the address, unless it can be one of a PostgreSQL database."""
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgresql", "postgres") or rest.count("@") > 1:
        raise ValueError(
            "LIVE_COP_DATABASE must be an address such as postgresql://user:password@db.example.org/live_cop;"
            " write @ : / in a password as %40 %3A %2F."
        )


def _require_oidc(values: Mapping[str, str]) -> None:
    """Raises ValueError, whose text does not contain the secret, unless people can sign in with these settings."""
    if not all(values[name] for name in _OIDC):
        raise ValueError("LIVE_COP_OIDC_ISSUER, LIVE_COP_OIDC_CLIENT and LIVE_COP_OIDC_SECRET go together.")
    parts = urlsplit(values["oidc_issuer"])
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in _HERE) or parts.query:
        raise ValueError("LIVE_COP_OIDC_ISSUER must be an address such as https://login.example.org/realms/homes.")
    if not values["public_url"]:
        raise ValueError("LIVE_COP_OIDC_ISSUER needs LIVE_COP_PUBLIC_URL: the provider sends people back to it.")


def mail_server(url: str) -> MailServer:
    """The mail server of such an address. Raises ValueError, whose text does not contain the address, because there is
    a password in it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("smtp", "smtps") or parts.path not in ("", "/") or parts.query:
        raise ValueError(
            "LIVE_COP_SMTP must be an address such as smtp://user:password@mail.example.org:587 or"
            " smtps://user:password@mail.example.org:465; write @ : / in a password as %40 %3A %2F."
        )
    here = host in _HERE
    if parts.scheme == "smtps":
        secure, usual = "tls", 465
    else:
        secure, usual = ("", 25) if here else ("starttls", 587)
    return MailServer(host, port or usual, unquote(parts.username or ""), unquote(parts.password or ""), secure)


def sender(text: str) -> Address:
    """The sender of e-mail. Raises ValueError."""
    name, email = parseaddr(text)
    try:
        if any(ord(ch) < 32 for ch in text):
            raise ValueError(text)
        found = Address(display_name=name, addr_spec=email)
    except (ValueError, IndexError, HeaderParseError):
        found = Address()
    if not found.username or "." not in found.domain or not found.addr_spec.isascii():
        raise ValueError(
            "LIVE_COP_MAIL_FROM must be an e-mail address, such as cop@example.org or"
            " Access to homes <cop@example.org>; it goes together with LIVE_COP_SMTP."
        )
    return found
