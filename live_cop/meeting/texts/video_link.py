"""Links to video calls: which of them are rooms on a Jitsi server, and rooms beside them."""

import re
from urllib.parse import urlsplit

#: Companies whose calls cannot be opened by choosing a name for a room.
_OTHERS = re.compile(
    r"(?:^|\.)(?:zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com"
    r"|youtube\.com)$"
)
_JITSI = re.compile(r"jit[.-]?si|(?:^|\.)8x8\.vc$")
#: A room on a server of one's own: one name, and nothing more.
_ROOM = re.compile(r"/[^/.]{3,}")


def is_jitsi(url: str | None) -> bool:
    """Whether this link, as it is stored, is a room on a Jitsi server: whoever opens a room there makes it.

    The browser's side decides the same in static/js/ui/video-link.js.
    """
    if not url:
        return False
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or _OTHERS.search(host):
        return False
    return bool(_JITSI.search(host) or _ROOM.fullmatch(parts.path)) and len(parts.path) > 1


def room_beside(url: str, name: str) -> str:
    """A room with this name on the server of a Jitsi link, in the same folder. What follows the path is left out: it
    may be a pass for the other room."""
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0]
    return f"https://{parts.netloc}{folder}/{name}"
