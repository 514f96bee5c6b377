"""Rendered files in memory: as many bytes as allowed, and of those the files that were asked for last."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class ResultCache:
    """Files by meeting, key and version. With a new version of a meeting, all its files of earlier versions go at once:
    they may contain words that have been erased since, or a name that was withdrawn. Where something is erased, they go
    at once, and with them what is still being made."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        #: The file that was asked for longest ago comes first.
        self._files: OrderedDict[tuple[str, Hashable, Hashable], bytes] = OrderedDict()
        #: How often something was erased. A file that began to be made before that may contain it.
        self.erasures = 0

    def get(self, meeting: str, key: Hashable, version: Hashable) -> bytes | None:
        """The file, or None."""
        found = self._files.get((meeting, key, version))
        if found is not None:
            self._files.move_to_end((meeting, key, version))
        else:
            self._drop_earlier(meeting, version)
        return found

    def put(self, meeting: str, key: Hashable, version: Hashable, file: bytes, erasures: int | None = None) -> None:
        """Keeps the file, unless it alone would need too much, or something was erased since there were so many
        erasures."""
        if len(file) > self._max_bytes or erasures not in (None, self.erasures):
            return
        self._pop((meeting, key, version))
        self._files[meeting, key, version] = file
        self._bytes += len(file)
        while self._bytes > self._max_bytes:
            self._pop(next(iter(self._files)))

    def erase(self, is_concerned: Callable[[str, Any], bool]) -> None:
        """Something was erased: the files go of whose meeting and key this is true."""
        self.erasures += 1
        for which in [which for which in self._files if is_concerned(which[0], which[1])]:
            self._pop(which)

    def _drop_earlier(self, meeting: str, version: Hashable) -> None:
        """Files without a version are named by their content, so they are never out of date."""
        if version is None:
            return
        for which in [which for which in self._files if which[0] == meeting and which[2] not in (None, version)]:
            self._pop(which)

    def _pop(self, which: tuple[str, Hashable, Hashable]) -> None:
        self._bytes -= len(self._files.pop(which, b""))
