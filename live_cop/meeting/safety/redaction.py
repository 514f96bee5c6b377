"""Redaction: what a record is without the text that is to be erased.

The same function is applied to every record in memory and in the history, so that both stay equal.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..records import RECORDS
from ..records.base import ERASED, Record
from ..records.display import Pictured
from ..records.photos import Photo
from ..records.undo import UndoEntry
from ..records.wall import Note
from ..texts.fold import fold, fold_with_places

#: A text of at least this many characters is also erased inside longer texts; a shorter one could be anybody's.
LONG = 24
#: Stands between the text of a merged note and the name with which it was signed.
_SIGNATURE_SEPARATOR = "\n— "
#: Characters that JSON does not escape.
_UNESCAPED = re.compile(r'[^\x00-\x1f"\\]+')
#: The kinds of record that a note can be: on the wall, removed, waiting for review, merged into another.
NOTE_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Note))
#: The same of a photograph.
PHOTO_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Photo))

#: A kind of record and an id.
Location = tuple[str, str]


def location(kind: str, id: str) -> Location:
    """The location of a record's texts. A removed note has the same one as the note that it was."""
    return RECORDS[kind].state_of or kind, id


class Redaction:
    """What to erase: the texts at some locations, in all their versions, and some texts wherever they occur.

    `locations` maps each location to the fields to erase there, or to None for all its texts.

    With `only_merged`, somebody erases their own notes: `texts` are searched for only among texts merged into notes,
    and only as a whole. Texts of other notes are in `spared`, since nobody can tell which of the two was merged.

    Texts are compared as people compare them (`fold`), since the same name may have been typed with another apostrophe.
    With `only_merged` they are copies, so they are compared as they are, and notes that differ are told apart.
    """

    def __init__(
        self,
        locations: Mapping[Location, Collection[str] | None],
        texts: Iterable[str],
        *,
        only_merged: bool = False,
        spared: Collection[str] = (),
    ) -> None:
        self._locations = locations
        self._only_merged = only_merged
        self._comparable = _in_one_line if only_merged else fold
        self._spared = {self._comparable(text) for text in spared}
        texts = [text for text in map(self._comparable, texts) if text]
        self._texts = set(texts)
        self._long_texts = [
            re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)")
            for text in sorted(self._texts, key=len, reverse=True)
            if len(text) >= LONG and not only_merged
        ]
        # The same text may occur with other spaces and line breaks, but its words are the same. So a text without the
        # longest word of any cannot match.
        words = [max(text.split(), key=len) for text in texts]
        self._search = re.compile("|".join(map(re.escape, words)) or r"(?!)").search
        self._in_json = [_as_in_json(word) for word in words]
        self._ids_in_json = [f'"{id}"' for _, id in locations]

    def may_affect(self, json: str) -> bool:
        """Whether records encoded as this JSON can contain anything to erase: a quick test before decoding them."""
        if any(id in json for id in self._ids_in_json):
            return True
        comparable = self._comparable(json)
        return any(each in comparable for each in self._in_json)

    def redact(self, kind: str, id: str, record: Any) -> Any:
        """The record without the erased texts, or the same object if there is nothing to erase."""
        if kind == "pictured":
            return self._redact_pictured(record)
        if kind == "undo":
            steps = [step for step in record.steps if not any(map(self._affects, step.touched))]
            return record if len(steps) == len(record.steps) else replace(record, steps=steps)
        if not record.words:
            return record
        fields = self._locations.get(location(kind, id), ())
        changed = {}
        for field, blank in record.words.items():
            value = getattr(record, field)
            if fields is None or field in fields:
                redacted = self._blank(value, blank)
            elif self._only_merged and field != "merged":
                continue
            else:
                redacted = self._redact_value(field, value, blank)
            if redacted != value:
                changed[field] = redacted
        if isinstance(record, Note) and "text" in changed and record.translations:
            # What stood there would be told by them in another language.
            changed["translations"] = UNSET
        return replace(record, **changed) if changed else record

    def _is_unaffected(self, id: str, note: Note) -> bool:
        """A quick test whether a note in pictures has nothing to erase: there can be thousands."""
        simple = not note.merged and not note.signed and not note.translations and ("note", id) not in self._locations
        return simple and not self._may_contain(note.text)

    def _may_contain(self, text: str) -> bool:
        return self._search(self._comparable(text)) is not None

    def _redact_pictured(self, pictured: Pictured) -> Pictured:
        kind, record = pictured.part
        if kind == "note" and self._is_unaffected(pictured.id, record):
            return pictured
        redacted = self.redact(kind, pictured.id, record)
        return pictured if redacted is record else replace(pictured, **{kind: redacted})

    def _affects(self, entry: UndoEntry) -> bool:
        if entry.before is None:
            return False
        record = msgspec.convert(entry.before, RECORDS[entry.kind])
        return self.redact(entry.kind, entry.id, record) is not record

    def _blank(self, value: Any, blank: Any) -> Any:
        """The value of a field after all its text is erased. Memories of other meetings keep their figures."""
        if isinstance(value, list) and value and isinstance(value[0], Struct):
            return [replace(each, title=ERASED) for each in value]
        if isinstance(value, Struct):
            return replace(value, title=ERASED)
        return blank if value else value

    def _redact_value(self, field: str, value: Any, blank: Any) -> Any:
        """The value of a field without the erased texts; `blank` if nothing is left."""
        if not value:
            return value
        if isinstance(value, str):
            redacted = self._redact_text(value)
            return blank if redacted is None else redacted
        if isinstance(value, Struct):
            return self._redact_title(value)
        if isinstance(value, list):
            if isinstance(value[0], Struct):
                return [self._redact_title(each) for each in value]
            redact = self._redact_merged if field == "merged" else self._redact_text
            return [each for each in map(redact, value) if each is not None] or blank
        if isinstance(value, dict):
            redacted_by_key = {key: self._redact_text(each) for key, each in value.items()}
            return {key: each for key, each in redacted_by_key.items() if each is not None} or blank
        return value

    def _redact_title(self, value: Any) -> Any:
        title = self._redact_text(value.title)
        return value if title == value.title else replace(value, title=ERASED if title is None else title)

    def _redact_merged(self, merged: str) -> str | None:
        """The text of a merged note, which may end with the name with which it was signed."""
        if self._comparable(merged) in self._spared:
            return merged
        text, separator, name = merged.rpartition(_SIGNATURE_SEPARATOR)
        if not separator or self._comparable(merged) in self._texts:
            return self._redact_text(merged)
        redacted, signature = self._redact_text(text), self._redact_text(name)
        return redacted if redacted is None or not signature else redacted + separator + signature

    def _redact_text(self, text: str) -> str | None:
        """The text without what is to be erased; None if all of it is."""
        comparable = self._comparable(text)
        if not self._search(comparable):
            return text
        if comparable in self._texts:
            return None
        for long_text in self._long_texts:
            # Most texts only share a word with it, and to look for its place takes a hundred times as long.
            if long_text.search(comparable):
                text = _without(text, long_text)
                comparable = self._comparable(text)
        return text


def is_erased(record: Record) -> bool:
    """Whether the main text of a record has been erased, so that nothing is left of it."""
    if isinstance(record, Pictured):
        record = record.part[1]
    return bool(record.main_text) and getattr(record, record.main_text) == ERASED


def _as_in_json(text: str) -> str:
    """The longest part of a text that JSON does not escape."""
    return max(_UNESCAPED.findall(text), key=len, default="")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _without(text: str, erased: re.Pattern[str]) -> str:
    """The text with ERASED wherever its folded form has what is to be erased."""
    folded = fold_with_places(text)
    kept, at = [], 0
    for found in erased.finditer(folded.text):
        # An accent is no letter by itself, but what it follows is another letter.
        if unicodedata.category(folded.text[found.end() : found.end() + 1] or " ")[0] == "M":
            continue
        kept += [text[at : folded.starts[found.start()]], ERASED]
        at = folded.ends[found.end() - 1]
    return "".join([*kept, text[at:]])
