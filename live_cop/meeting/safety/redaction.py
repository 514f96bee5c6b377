"""Words that are to be nowhere any more: what a record is without them.

The same question is put to every record in memory and to every one in the history, so both tell the same afterwards.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..records import RECORDS
from ..records.base import ERASED, Record
from ..records.undo import UndoEntry
from ..records.wall import Note

#: A text of so many characters is also found inside longer ones; a shorter one may be anybody's.
LONG = 24
_SIGNED = "\n— "
#: What JSON leaves as it is.
_UNESCAPED = re.compile(r'[^\x00-\x1f"\\]+')
#: The states that a note can be in: on the wall, taken off it, waiting for a look, merged into another.
NOTE_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Note))

Place = tuple[str, str]


def place(kind: str, id: str) -> Place:
    """Where a record's words are, also when it is or was one of another kind: a note taken off the wall is the same."""
    return RECORDS[kind].state_of or kind, id


class Redaction:
    """What is to go: the words of some places, in all their versions, and some texts wherever they stand.

    With `person` it is one person who erases their own: all notes that only they saw go too, and the texts are looked
    for only among words merged into notes, and only as a whole. Words that somebody else has written too are `spared`:
    nobody can tell whose of the two were merged there."""

    def __init__(
        self,
        places: Mapping[Place, Collection[str] | None],
        texts: Iterable[str],
        person: str = "",
        spared: Collection[str] = (),
    ) -> None:
        self._places = places
        self._person = person
        self._spared = {_plain(text) for text in spared}
        texts = [text for text in texts if text.strip()]
        self._texts = {_plain(text) for text in texts}
        self._long = [
            re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)")
            for text in sorted(self._texts, key=len, reverse=True)
            if len(text) >= LONG and not person
        ]
        # The same text may stand elsewhere with other spaces and line breaks, but each of its words is there as it was.
        words = [max(text.split(), key=len) for text in texts]
        self._found = re.compile("|".join(map(re.escape, words)) or r"(?!)").search
        self._in_json = [_as_in_json(word) for word in words]
        self._in_json += [f'"{id}"' for _, id in places] + ([f'"{person}"'] if person else [])
        # One word may be anybody's, so a whole line is looked for in the file.
        self._traces = [
            _as_in_json(max(text.split("\n"), key=lambda line: len(line.strip())).strip()) for text in texts
        ]

    def may_affect(self, json: str) -> bool:
        """Whether there can be anything to erase in records that are written like this."""
        return any(each in json for each in self._in_json)

    def traces(self) -> list[bytes]:
        """What is left of the texts in a file, where anything is."""
        return [each.encode() for each in self._traces if each]

    def redact(self, kind: str, id: str, record: Any, audience: str) -> Any:
        """The record without the words; the very same where there is nothing to erase."""
        if kind == "picture":
            return self._picture(record)
        if kind == "undo":
            steps = [step for step in record.steps if not any(map(self._in_step, step.touched))]
            return record if len(steps) == len(record.steps) else replace(record, steps=steps)
        if not record.words:
            return record
        here = self._places.get(place(kind, id), ())
        own = bool(self._person) and audience == self._person and isinstance(record, Note)
        changed = {}
        for field, blank in record.words.items():
            value = getattr(record, field)
            if own or here is None or field in here:
                kept = self._blank(value, blank)
            elif self._person and field != "merged":
                continue
            else:
                kept = self._value(field, value, blank)
            if kept != value:
                changed[field] = kept
        return replace(record, **changed) if changed else record

    def _passes(self, each: tuple[str, Any]) -> bool:
        """Whether there is nothing to erase in a note of a picture: there are thousands."""
        id, note = each
        plain = not note.merged and not note.signed and ("note", id) not in self._places
        return plain and self._found(note.text) is None

    def _picture(self, picture: Any) -> Any:
        """What was erased whole is left out of the picture."""
        changed = {}
        for field, kind in (
            ("zones", "zone"), ("groups", "group"), ("notes", "note"), ("scales", "scale"), ("sections", "section"),
            ("steps", "step"),
        ):  # fmt: skip
            before = getattr(picture, field)
            touched = [each for each in before if kind != "note" or not self._passes(each)]
            kept = {id: self.redact(kind, id, record, "") for id, record in touched}
            if any(kept[id] is not record for id, record in touched):
                changed[field] = [
                    (id, kept.get(id, record))
                    for id, record in before
                    if kept.get(id, record) is record or not is_erased(kind, kept[id])
                ]
        return replace(picture, **changed) if changed else picture

    def _in_step(self, touched: UndoEntry) -> bool:
        if touched.before is None:
            return False
        record = msgspec.convert(touched.before, RECORDS[touched.kind])
        return self.redact(touched.kind, touched.id, record, touched.audience) is not record

    def _blank(self, value: Any, blank: Any) -> Any:
        """What stands there without any words. A memory of other meetings keeps its figures."""
        if isinstance(value, list) and value and isinstance(value[0], Struct):
            return [replace(each, title=ERASED) for each in value]
        if isinstance(value, Struct):
            return replace(value, title=ERASED)
        return blank if value else value

    def _value(self, field: str, value: Any, blank: Any) -> Any:
        if not value:
            return value
        if isinstance(value, str):
            kept = self._text(value)
            return blank if kept is None else kept
        if isinstance(value, Struct):
            return self._titled(value)
        if isinstance(value, list):
            if isinstance(value[0], Struct):
                return [self._titled(each) for each in value]
            left = [each for each in map(self._merged if field == "merged" else self._text, value) if each is not None]
            return left or blank
        return value

    def _titled(self, value: Any) -> Any:
        kept = self._text(value.title)
        return value if kept == value.title else replace(value, title=ERASED if kept is None else kept)

    def _merged(self, words: str) -> str | None:
        """Words merged into a note stand there with the name that they were signed with."""
        if _plain(words) in self._spared:
            return words
        text, sign, name = words.rpartition(_SIGNED)
        if not sign or _plain(words) in self._texts:
            return self._text(words)
        kept, named = self._text(text), self._text(name)
        return kept if kept is None or not named else kept + sign + named

    def _text(self, text: str) -> str | None:
        """The text without what is to go; None where it goes as a whole."""
        if self._found(text) is None:
            return text
        if _plain(text) in self._texts:
            return None
        for long in self._long:
            text = long.sub(ERASED, text)
        return text


def is_erased(kind: str, record: Record) -> bool:
    """Whether nothing is left of a record, now that words were erased."""
    return bool(record.main_text) and getattr(record, record.main_text) == ERASED


def _as_in_json(text: str) -> str:
    """The longest part of a text that JSON writes as it is."""
    return max(_UNESCAPED.findall(text), key=len, default="")


def _plain(text: str) -> str:
    return " ".join(text.split())
