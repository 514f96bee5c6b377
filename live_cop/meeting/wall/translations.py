"""Translations by hand: the chair and the helpers write beside a note what it says in another language."""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import ByAuthor
from ..draft import Draft, Rules
from ..records.wall import NoteLanguage
from ..refusal import Refusal
from ..texts.text import NOTE_LENGTH, clean
from .visibility import check_may_change, is_author, public_note


class NoteTranslate(ByAuthor, frozen=True, kw_only=True):
    """`wording`: the words that were translated, so that a translation is not put beside others."""

    name: ClassVar[str] = "note.translate"
    undoable: ClassVar[bool] = True
    note: str
    lang: NoteLanguage
    text: str
    wording: str | None = None


def translate(draft: Draft, command: NoteTranslate) -> None:
    """Puts a translation beside a note, in place of an earlier one in the same language; an empty one takes it off.

    The chair and helpers can do that. The note's author can take one off, since it stands beside their words, but not
    add one: nobody would review it.

    Raises Refusal `unknown_note`, `not_yours`, `not_allowed`, `same_language`, `other_wording` or `too_long`.
    """
    note = public_note(draft, command.note)
    check_may_change(draft, command.note)
    text = clean(command.text, NOTE_LENGTH, lines=True)
    if text and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    if text and command.lang == note.lang:
        raise Refusal("same_language")
    if text and command.wording not in (None, note.text):
        raise Refusal("other_wording")
    others = {lang: words for lang, words in (note.translations or {}).items() if lang != command.lang}
    # In the order of their languages: that of writing is nobody's business.
    all_of_them = dict(sorted((others | ({command.lang: text} if text else {})).items()))
    draft.put(replace(note, translations=all_of_them or UNSET), command.note)


def _entry(draft: Draft, command: NoteTranslate) -> LogDetails | None:
    """The log entry, without the words. An author takes a translation off without one: it would tell who wrote it."""
    if not command.text.strip() and is_author(draft, command.note):
        return None
    return LogDetails(f"note.{command.note}")


RULES: Rules = {
    NoteTranslate: translate,
}

LOGGED: Logged = {
    NoteTranslate: _entry,
}
