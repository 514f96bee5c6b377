"""All settings, in one place. Each is an environment variable; `serve` has options for the first three."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

#: The longest that anything is kept: ten years.
MOST_DAYS = 3_650
_NUMBERS = {
    "port": (1, 65_535),
    "proxies": (0, 10),
    "keep_attendance_days": (1, MOST_DAYS),
    "keep_wall_days": (1, MOST_DAYS),
}


class Settings(Struct, frozen=True, kw_only=True):
    """How this server is run."""

    #: LIVE_COP_HOST: the address to listen on; 0.0.0.0 lets other devices of the network in.
    host: str = "127.0.0.1"
    #: LIVE_COP_PORT: 1 to 65535.
    port: int = 8000
    #: LIVE_COP_DATA: the folder of the SQLite file and the secret key; made on first start.
    data: Path = Path("data")
    #: LIVE_COP_HOST_KEY: when set, only who knows it can open meetings.
    host_key: str = ""
    #: LIVE_COP_PUBLIC_URL: the address that links and QR codes carry, such as https://cop.example.org; without it the
    #: address that the visitor used.
    public_url: str = ""
    #: LIVE_COP_PROXIES: how many proxies of ours stand in front and say who really calls (X-Forwarded-For).
    proxies: int = 0
    #: LIVE_COP_KEEP_ATTENDANCE_DAYS: how long the list of who was there is kept after a meeting, where its community
    #: says nothing else.
    keep_attendance_days: int = 90
    #: LIVE_COP_KEEP_WALL_DAYS: likewise, how long a meeting is kept after its close.
    keep_wall_days: int = 365


def from_environment(environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """The settings of the environment; what is given (and not None) counts more. Raises ValueError."""
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
    if "data" in values:
        values["data"] = Path(str(values["data"]))
    if "public_url" in values:
        values["public_url"] = str(values["public_url"]).rstrip("/")
    return Settings(**values)  # type: ignore[arg-type]
