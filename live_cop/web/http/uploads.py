"""Forms with a file (`multipart/form-data`), received in pieces between the commands of meetings.

Files that are received, and those that wait until something is done with them, are held in memory. Where there are too
many bytes of them, the largest file goes: the photograph of a phone is never the largest while somebody sends files
that are as large as they may be.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from ...live import runtime
from ...meeting.refusal import Refusal

#: Bytes of all files together that are held in memory. A phone sends 300 KB.
MAX_BYTES = 96 << 20
#: Bytes of the other fields of a form, such as a description; and of the heads of its parts.
MAX_FIELDS_BYTES = 16 << 10
#: Parts of a form. None of ours has more than a handful.
MAX_PARTS = 20
PIECE_BYTES = 64 << 10


class Upload:
    """A form whose file arrives in this field."""

    def __init__(self, file_field: str, max_bytes: int) -> None:
        self._file_field = file_field
        self._max_bytes = max_bytes
        self.fields: dict[str, str] = {}
        self.filename = ""
        #: Empty if there is none.
        self.file = bytearray()
        self._dropped = False
        #: The part that is being read, and what has come of it if it is no file.
        self._part: Field | File | None = None
        self._value = bytearray()
        self._has_file = False

    def check(self) -> None:
        """Raises Refusal `uploads_busy` if the file had to make room for others. To be called after each wait."""
        if self._dropped:
            raise Refusal("uploads_busy")

    def drop(self) -> None:
        """Makes room: its sender is asked to send it again."""
        self._dropped = True
        self.file = bytearray()

    def receive(self) -> None:
        """Reads the form of this request. Raises Refusal `too_big`; `bad_command` for what
        is no form, or not all of one; and that of `check`."""
        boundary = request.mimetype_params.get("boundary", "")
        if request.mimetype != "multipart/form-data" or not 0 < len(boundary) <= 200:
            raise Refusal("bad_command")
        decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), 4 * PIECE_BYTES, max_parts=MAX_PARTS)
        request.max_content_length = self._max_bytes + 2 * MAX_FIELDS_BYTES
        try:
            self._read(decoder)
        except RequestEntityTooLarge:
            raise Refusal("too_big") from None
        except (ValueError, UnicodeDecodeError):
            # It is no form, or ends in the middle.
            raise Refusal("bad_command") from None

    def _read(self, decoder: MultipartDecoder) -> None:
        finished = False
        while not finished:
            piece = request.stream.read(PIECE_BYTES)
            decoder.receive_data(piece or None)
            finished = self._take_parts(decoder) or not piece
            runtime.sleep(0)
            self.check()

    def _take_parts(self, decoder: MultipartDecoder) -> bool:
        """Takes what the decoder has found so far; whether that is the whole form."""
        while not isinstance(event := decoder.next_event(), (NeedData, Epilogue)):
            if isinstance(event, (Field, File)):
                self._begin(event)
            elif isinstance(event, Data) and isinstance(self._part, File):
                self._take_file(self._part, event)
            elif isinstance(event, Data) and isinstance(self._part, Field):
                self._take_field(self._part, event)
        return isinstance(event, Epilogue)

    def _begin(self, part: Field | File) -> None:
        if isinstance(part, File):
            # One file, and nothing that could be taken for it.
            if self._has_file or part.name != self._file_field:
                raise ValueError
            self._has_file = True
        self._part, self._value = part, bytearray()

    def _take_file(self, part: File, data: Data) -> None:
        self.filename = part.filename
        self.file += data.data
        if len(self.file) > self._max_bytes:
            raise Refusal("too_big")
        _make_room()

    def _take_field(self, part: Field, data: Data) -> None:
        self._value += data.data
        if len(self._value) + sum(map(len, self.fields.values())) > MAX_FIELDS_BYTES:
            raise Refusal("too_big")
        if not data.more_data:
            self.fields[part.name or ""] = self._value.decode()


_uploads: set[Upload] = set()


@contextmanager
def receive(file_field: str, max_bytes: int) -> Iterator[Upload]:
    """The form of this request, for as long as its file is needed. Raises as `Upload.receive`."""
    upload = Upload(file_field, max_bytes)
    _uploads.add(upload)
    try:
        upload.receive()
        yield upload
    finally:
        _uploads.discard(upload)


def _make_room() -> None:
    while sum(len(each.file) for each in _uploads) > MAX_BYTES:
        max(_uploads, key=lambda each: len(each.file)).drop()
