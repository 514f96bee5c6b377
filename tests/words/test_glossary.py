"""docs/glossary.md has one word for one thing, and what it says of screens, code and wire is true."""

import ast
import re
from pathlib import Path

import msgspec
import pytest

from live_cop.meeting.records import RECORDS
from live_cop.meeting.registry import COMMANDS
from live_cop.words import catalogue

ROOT = Path(__file__).parents[2]
COLUMNS = ["term", "what it is", "on screens", "in the code", "on the wire"]
NOTHING = "—"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split(" | ")]


TABLE = [
    cells(line) for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"
]
ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in TABLE[2:]]
every_term = pytest.mark.parametrize("row", ROWS, ids=[row["term"] for row in ROWS])


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def defined_names() -> set[str]:
    """The classes and constants at the top level of all modules."""
    found = set()
    for path in (ROOT / "live_cop").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


DEFINED = defined_names()


def wire_names() -> set[str]:
    """Kinds, commands and fields from the code; events, their fields and addresses from the protocol reference."""
    page = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    fields = {f"{kind}.{f.encode_name}" for kind, record in RECORDS.items() for f in msgspec.structs.fields(record)}
    events = set(re.findall(r"^\*\*`(\w+)`\*\*", page, re.MULTILINE))
    messages = set(re.findall(r'"(\w+)"', page.split("### Records")[0]))
    addresses = set(re.findall(r"`((?:GET|POST|DELETE) /[^`]*)`", page))
    return RECORDS.keys() | COMMANDS.keys() | fields | events | messages | addresses


WIRE = wire_names()


def test_the_table_has_these_columns():
    assert TABLE[0] == COLUMNS


def test_no_term_is_there_twice_and_they_are_in_order():
    terms = [row["term"] for row in ROWS]
    assert terms == sorted(set(terms))


def test_no_two_terms_mean_one_record_in_the_code():
    """A class of a record is explained once, but for terms that are values of one of its fields."""
    records = {record.__name__ for record in RECORDS.values()} - {"Person"}
    used = [name for row in ROWS for name in names(row["in the code"]) if name in records]
    assert sorted(used) == sorted(set(used))


def test_every_kind_of_record_that_others_see_has_a_term():
    """The others tell one person about something of their own, or are counts of something that has a term."""
    private = {"dots", "folded", "hope", "mark", "mine", "offer", "suggested", "too", "undo"}
    parts = {"date_mark", "hand_too", "invites", "review_answer"}
    named = {name for row in ROWS for name in names(row["on the wire"])}
    assert RECORDS.keys() - named - private - parts == set()


@every_term
def test_what_is_on_screens_is_in_the_catalogue(row):
    said = row["on screens"]
    whole_words = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE)
    assert said == NOTHING or any(map(whole_words.search, catalogue().values()))


@every_term
def test_what_is_in_the_code_is_there(row):
    found = names(row["in the code"])
    assert found or row["in the code"] == NOTHING
    paths = [name for name in found if "/" in name]
    places = (ROOT, ROOT / "live_cop")
    assert [path for path in paths if not any((place / path).is_file() for place in places)] == []
    assert [name for name in found if "/" not in name and name not in DEFINED] == []


@every_term
def test_what_is_on_the_wire_is_a_kind_a_command_a_field_an_event_or_an_address(row):
    found = names(row["on the wire"])
    assert found or row["on the wire"] == NOTHING
    assert [name for name in found if name not in WIRE] == []
