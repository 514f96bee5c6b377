"""Importing an uploaded meeting file: it is received into a temporary file, read in processes of their own, and written
between the commands of other meetings.

Its pictures are painted anew and its other files looked at, as if people had sent them here: whoever made the file may
have put anything into it.
"""

import hashlib
import logging
import secrets
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from ..live import runtime
from ..live.addresses import network
from ..live.clock import now_ms
from ..meeting.lifecycle.import_meeting import MeetingImport
from ..meeting.lifecycle.meeting_file import Made
from ..meeting.refusal import Refusal
from ..meeting.state import SECRET_BYTES
from ..pictures.file_types import ENDINGS
from ..pictures.painting import MEDIA
from ..pictures.worker import Outcome as Painted
from ..pictures.worker import Request
from ..store import meeting_archive
from ..store.import_worker import UNPACK, Outcome, Unpacked, Upload
from ..store.pictures import StoredPicture
from . import worker_process
from .photos import files, photos, picture_worker, storing
from .services import services

#: Files that are received or wait at once; and from one address, because an upload may take long.
MAX_UPLOADS, MAX_UPLOADS_EACH = 8, 3
#: Bytes of all of them together, which are on the disk of the meetings until they have been read.
MAX_TEMPORARY_BYTES = 2 * meeting_archive.MAX_BYTES
PIECE_BYTES = 256 << 10
#: Seconds in which a file must have arrived: 256 MB at 2 Mbit/s.
RECEIVE_SECONDS = 1_200
#: Seconds that reading a file may take, and that it may wait for the one before.
TIMEOUT, QUEUE_TIMEOUT = 25, 30
#: Bytes of pictures that are painted in one process: it starts in a quarter of a second, and paints six in another.
BATCH_BYTES = 1 << 20
#: How often this is tried on a machine that is too busy: what has been received and painted so far would be lost.
TRIES = 4
_NAME = "live_cop.store.import_worker"
COMMAND, UNPACK_COMMAND = worker_process.command(_NAME), worker_process.command(_NAME, UNPACK)
_log = logging.getLogger(__name__)
Result = TypeVar("Result", Unpacked, Outcome)
_worker = runtime.Lock(1)
_uploads: Counter[str] = Counter()


class _Received:
    """A file that is being received, or has been and waits."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = 0


_received: set[_Received] = set()


def import_uploaded() -> str:
    """Makes a meeting from the file in the request, and returns its code.

    Raises Refusal `imports_busy`, `file_too_big`, `not_saved`, and those of `meeting_file.read`."""
    address = network(request.remote_addr)
    if _uploads.total() >= MAX_UPLOADS or _uploads[address] >= MAX_UPLOADS_EACH:
        raise Refusal("imports_busy")
    _uploads[address] += 1
    try:
        # On the disk on which the meeting will be; and it has no name, so that nothing is left, whatever happens.
        with tempfile.TemporaryFile(dir=services().settings.data) as file:
            _receive(file)
            return _import(file)
    except OSError:
        raise Refusal("not_saved") from None
    except Refusal as refusal:
        services().hub.metrics.command(MeetingImport.name, refusal.code)
        raise
    finally:
        _uploads.subtract([address])
        if not _uploads[address]:
            del _uploads[address]


def _receive(file: BinaryIO) -> None:
    """Writes the body of the request into this file, in pieces, since a client on a fast line would keep the event loop
    reading."""
    request.max_content_length = meeting_archive.MAX_BYTES
    received, until = _Received(file), time.monotonic() + RECEIVE_SECONDS
    _received.add(received)
    try:
        limit = 0
        while piece := request.stream.read(PIECE_BYTES):
            is_archive = piece.startswith(meeting_archive.SIGNATURE)
            limit = limit or (meeting_archive.MAX_BYTES if is_archive else meeting_archive.MAX_JSON_BYTES)
            received.size += len(piece)
            if received.size > limit:
                raise Refusal("file_too_big", limit=limit >> 20)
            if sum(each.size for each in _received) > MAX_TEMPORARY_BYTES:
                raise Refusal("imports_busy")
            runtime.in_thread(file.write, piece)
            if time.monotonic() < until:
                more_time()
    except RequestEntityTooLarge:
        raise Refusal("file_too_big", limit=meeting_archive.MAX_BYTES >> 20) from None
    finally:
        _received.discard(received)


def _import(file: BinaryIO) -> str:
    store, hub = services().store, services().hub
    unpacked = _read(UNPACK_COMMAND, file, Unpacked)
    code, written = store.new_code(), False
    # So that no other process takes its rows for what is left of a meeting that was deleted.
    hub.ownership.claim(code)
    try:
        made = _made(code, file, unpacked)
        upload = Upload(unpacked.json, code, secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES), now_ms(), made)
        for piece in _read(COMMAND, msgspec.msgpack.encode(upload), Outcome).pieces:
            hub.run_in_writer(store.write_piece, piece)
        written = True
    finally:
        if not written:
            hub.run_in_writer(store.end_import, code)
            while hub.run_in_writer(store.purge_piece, code):
                pass
            hub.ownership.give_back(code)
    hub.metrics.command(MeetingImport.name)
    return code


def _read(command: list[str], given: bytes | BinaryIO, kind: type[Result]) -> Result:
    """What the process writes. Raises Refusal: its own; `broken_file` where it fails, since whatever needs so much
    memory or CPU time is no meeting that we exported; and `imports_busy` where the machine is too busy for it."""
    more_time()
    if not _worker.acquire(timeout=QUEUE_TIMEOUT):
        raise Refusal("imports_busy")
    try:
        written = runtime.in_thread(worker_process.start, command, given, TIMEOUT, "a meeting")
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("a meeting was not read: %s", type(error).__name__)
        raise Refusal("imports_busy") from None
    finally:
        _worker.release()
    if written is None:
        raise Refusal("broken_file")
    result = msgspec.msgpack.decode(written, type=kind)
    if result.refusal:
        raise Refusal(result.refusal, **result.params)
    return result


def _made(code: str, file: BinaryIO, unpacked: Unpacked) -> dict[str, Made]:
    """What is made of the pictures and files of the meeting, by their addresses in the file; it is stored."""
    made: dict[str, Made] = {}
    for media, batch in _batches(file, unpacked):
        more_time()
        stored = _painted(code, list(batch.values())) if media == MEDIA else [_checked(code, media, *batch.values())]
        services().hub.run_in_writer(services().store.write_pictures, code, stored)
        for address, each in zip(batch, stored, strict=True):
            ending = ENDINGS[each.media]
            made[address] = Made(each.digest, each.media, ending, len(each.data), each.width, each.height)
    return made


def _batches(file: BinaryIO, unpacked: Unpacked) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Pictures that are painted together, or one other file: their type, and each by its address."""
    batch: dict[str, bytes] = {}
    for address, media in unpacked.media.items():
        data = unpacked.inside.get(address)
        if data is None:
            part = next(part for part in unpacked.parts if part.address == address)
            if part.size > (photos.MAX_FILE_BYTES if media == MEDIA else files.MAX_FILE_BYTES):
                raise Refusal("broken_file")
            data = runtime.in_thread(_piece, file, part)
        if media != MEDIA:
            yield media, {address: data}
            continue
        batch[address] = data
        if sum(map(len, batch.values())) >= BATCH_BYTES:
            yield MEDIA, batch
            batch = {}
    if batch:
        yield MEDIA, batch


def _piece(file: BinaryIO, part: meeting_archive.Part) -> bytes:
    file.seek(part.offset)
    return file.read(part.size)


def _painted(code: str, found: list[bytes]) -> list[StoredPicture]:
    return [storing.to_store(each) for each in _looked_at(code, Request("repaint", files=found)).pictures]


def _checked(code: str, media: str, data: bytes) -> StoredPicture:
    """A document, which stays as it is, if it is what it says."""
    if _looked_at(code, Request("offer", data)).media != media:
        raise Refusal("broken_file")
    return StoredPicture(hashlib.sha256(data).hexdigest(), media, data, 0, 0)


def _looked_at(code: str, wanted: Request, tries: int = TRIES) -> Painted:
    try:
        return picture_worker.run(code, wanted)
    except Refusal as refusal:
        if refusal.code == "uploads_busy" and tries > 1:
            more_time()
            return _looked_at(code, wanted, tries - 1)
        if refusal.code in ("uploads_busy", "not_drawn"):
            raise
        # The picture or the document is none.
        raise Refusal("broken_file") from None


def more_time() -> None:
    """The request takes long because it is large: it may go on for as long as any other from now on."""
    request.environ.get("live_cop.more_time", lambda: None)()
