"""Importing an uploaded meeting file: in a process of its own, one after the other, and written between the commands of
other meetings."""

import secrets
from collections import Counter

import msgspec
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from ..live import runtime
from ..live.addresses import network
from ..live.clock import now_ms
from ..meeting.lifecycle.import_meeting import MeetingImport
from ..meeting.refusal import Refusal
from ..meeting.state import SECRET_BYTES
from ..store.import_worker import Outcome, Upload
from . import worker_process
from .services import services

#: The largest meeting file: one with 3,000 long notes and 200 snapshots of a hundred notes each is smaller.
MAX_FILE_BYTES = 16 * 1024 * 1024
#: Files that are received or wait at once, since each is held in memory; and from one address, because an upload may
#: take as long as a request may.
MAX_UPLOADS, MAX_UPLOADS_EACH = 8, 3
PIECE_BYTES = 64 << 10
#: Seconds that reading a file may take, and that it may wait for the one before.
TIMEOUT, QUEUE_TIMEOUT = 25, 30
COMMAND = worker_process.command("live_cop.store.import_worker")
_worker = runtime.Lock(1)
_uploads: Counter[str] = Counter()


def import_uploaded() -> str:
    """Makes a meeting from the file in the request, and returns its code.

    Raises Refusal `imports_busy`, `file_too_big`, `not_saved`, and those of `meeting_file.read`."""
    address = network(request.remote_addr)
    if _uploads.total() >= MAX_UPLOADS or _uploads[address] >= MAX_UPLOADS_EACH:
        raise Refusal("imports_busy")
    _uploads[address] += 1
    try:
        return _import(_received())
    except Refusal as refusal:
        services().hub.metrics.command(MeetingImport.name, refusal.code)
        raise
    finally:
        _uploads.subtract([address])
        if not _uploads[address]:
            del _uploads[address]


def _received() -> bytes:
    """The file. It is received in pieces, since a client on a fast line would keep the event loop reading."""
    request.max_content_length = MAX_FILE_BYTES
    received = bytearray()
    try:
        while piece := request.stream.read(PIECE_BYTES):
            received += piece
            runtime.sleep(0)
        return bytes(received)
    except RequestEntityTooLarge:
        raise Refusal("file_too_big", limit=MAX_FILE_BYTES >> 20) from None


def _import(file: bytes) -> str:
    store, hub = services().store, services().hub
    code = store.new_code()
    upload = Upload(file, code, secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES), now_ms())
    if not _worker.acquire(timeout=QUEUE_TIMEOUT):
        raise Refusal("imports_busy")
    try:
        outcome = runtime.in_thread(_read, upload)
        if outcome is None:
            # Whatever it was that needed so much memory or time, it was no meeting that we exported.
            raise Refusal("broken_file")
        if outcome.refusal:
            raise Refusal(outcome.refusal, **outcome.params)
        for piece in outcome.pieces:
            hub.run_in_writer(store.write_piece, piece)
    finally:
        _worker.release()
    hub.metrics.command(MeetingImport.name)
    return code


def _read(upload: Upload) -> Outcome | None:
    written = worker_process.run(COMMAND, msgspec.msgpack.encode(upload), TIMEOUT, "a meeting")
    return None if written is None else msgspec.msgpack.decode(written, type=Outcome)
