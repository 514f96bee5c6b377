"""Handing out stored pictures in the widths that screens show, to those who may see them."""

from flask import Response, request

from ...live import runtime
from ...meeting.records import RECORDS
from ...meeting.records.photos import Photo
from ...meeting.records.slides import Slide
from ...meeting.state import State
from ...pictures.painting import MEDIA, Picture
from ...pictures.worker import Request
from ..http import downloads
from ..reports.result_cache import ResultCache
from . import picture_worker, storing

#: The widths in which screens show pictures: as a card on the wall, and beside something else.
WIDTHS = (480, 1000)
#: Bytes of pictures in memory, so that a room that looks at a picture does not have it read for each screen.
MAX_CACHED_BYTES = 16 << 20
#: The kinds of record that have a picture.
_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, (Photo, Slide)))
_cache = ResultCache(MAX_CACHED_BYTES)
#: Those that are being made smaller: by meeting, address and width.
_running: dict[tuple[str, str, int], runtime.Event] = {}


def respond(code: str, digest: str, gone: str) -> Response:
    """The picture with this address in the width for which the request asks, for this viewer alone. Raises this Refusal
    (`gone`) if there is none."""
    width = request.args.get("width", "")
    data = _data(code, digest, int(width) if width in map(str, WIDTHS) else 0, gone)
    return downloads.picture(data, MEDIA, digest)


def remember(code: str, digest: str, width: int, picture: Picture, erasures: int) -> None:
    """Keeps the picture in this width for those who will ask for it; 0 is all of it. `erasures` is what `erasures()`
    said before it was made."""
    _cache.put(code, (digest, width), None, picture.data, erasures)


def erasures() -> int:
    """How often something was erased."""
    return _cache.erasures


def on_erased(meeting: str, state: State | None) -> None:
    """Drops the pictures of a meeting from memory that none of its records shows any more."""
    shown = {record.picture for kind in _KINDS for record in state.of_kind(kind).values()} if state else frozenset()
    _cache.erase(lambda of, key: of == meeting and key[0] not in shown)


def _data(code: str, digest: str, width: int, gone: str) -> bytes:
    """The picture in this width, or whole (0). Raises Refusal `gone`, and those of `picture_worker.run`."""
    key = (code, digest, width)
    while (found := _cache.get(code, (digest, width), None)) is None and key in _running:
        # The first of those who wait makes it if that failed.
        _running[key].wait()
    if found is not None:
        return found
    _running[key] = runtime.Event()
    try:
        return _made(code, digest, width, gone)
    finally:
        _running.pop(key).send()


def _made(code: str, digest: str, width: int, gone: str) -> bytes:
    before = erasures()
    stored = storing.stored(code, digest, gone)
    picture = Picture(stored.data, stored.width, stored.height)
    if 0 < width < stored.width:
        picture = picture_worker.run(code, Request("scale", stored.data, [width])).pictures[0]
    remember(code, digest, width, picture, before)
    return picture.data
