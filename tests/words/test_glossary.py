"""docs/glossary.md has one word for one thing, and what it says of screens, code and wire is true."""

import ast
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest

from live_cop.meeting.records import RECORDS
from live_cop.meeting.registry import COMMANDS
from live_cop.words import catalogue, languages, own_words

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


@cache
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


@cache
def wire_names() -> set[str]:
    """Kinds, commands and fields from the code; events, their fields and addresses from the protocol reference."""
    page = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    fields = {f"{kind}.{f.encode_name}" for kind, record in RECORDS.items() for f in msgspec.structs.fields(record)}
    events = set(re.findall(r"^\*\*`(\w+)`\*\*", page, re.MULTILINE))
    messages = set(re.findall(r'"(\w+)"', page.split("### Records")[0]))
    addresses = set(re.findall(r"`((?:GET|POST|DELETE) /[^`]*)`", page))
    return RECORDS.keys() | COMMANDS.keys() | fields | events | messages | addresses


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
    private = {"dots", "folded", "hope", "mark", "mine", "offer", "suggested", "too", "undo", "own_resource_offer"}
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
    assert [name for name in found if "/" not in name and name not in defined_names()] == []


@every_term
def test_what_is_on_the_wire_is_a_kind_a_command_a_field_an_event_or_an_address(row):
    found = names(row["on the wire"])
    assert found or row["on the wire"] == NOTHING
    assert [name for name in found if name not in wire_names()] == []


#: Habits of the words that a tired person or somebody who is learning English would have to guess, and what to say.
HABITS = {
    r"\b(?:has|have|had) the word\b": "is speaking",
    r"\bin the row\b|\bone row\b": "in the queue",
    r"\bfix(?:ed)? (?:this|a) (?:time|day|date)\b|\bfixed (?:yet|after all)\b": "set a date",
    r"\bsettled\b": "say what happened: the meeting was closed",
    r"\bown word\b": "say who did what",
    r"\bnothing of it\b": "say what is not there",
    r"\b(?:by itself|by themselves)\b": "say who does it, or leave it out",
    r"\bas (?:one|they|you) likes?\b": "say what they can choose",
    r"\byou neither\b": "nor can you",
    r"\byou need not\b": "you don’t have to",
    r"\btake (?:it|this|that|one|the \w+|this \w+) away\b|^Take away": "delete, or hide",
    r"\b(?:line|Line) (?:is )?away\b": "has lost connection",
    r"\bnot been fixed\b": "no date has been set",
    r"\bfor who\b|(?<!people )\bwho (?:is here|comes|was|are) [a-z ]*(?:stays?|gets)\b": "people who",
    r"^(?:Closer|Further away)$": "zoom in, zoom out",
    r"\b(?:which|that) part of the wall\b|\bparts of the wall\b": "place on the wall: a part is a part of the agenda",
    r"\bhas its kind\b|\bhave their kind\b": "sorted by type",
    r"\bcomes? along\b": "attached",
    r"\bdeciders?\b": "decision-maker",
}


@pytest.mark.parametrize("habit", HABITS)
def test_no_words_have_a_habit_that_has_to_be_guessed(habit):
    found = {key: text for key, text in catalogue().items() if re.search(habit, text, re.IGNORECASE)}
    assert not found, f"Better: {HABITS[habit]}"


#: What stands on several pages and is one thing: the words for it are the same on all of them, in each language.
ONE_THING = [
    ("member.planned.calendar", "invitation.page.calendar", "thread.next.calendar", "report.next.calendar"),
    ("member.planned.calendar_off", "invitation.page.calendar_off"),
    ("agenda.cancelled", "invitation.page.cancelled", "refusals.cancelled"),
    ("agenda.called_off", "home.mine.cancelled", "community.cancelled"),
    ("home.mine.waiting", "community.waiting"),
    ("home.mine.closed", "community.closed"),
]


@pytest.mark.parametrize("language", languages.languages())
@pytest.mark.parametrize("keys", ONE_THING, ids=lambda keys: keys[0])
def test_one_thing_has_the_same_words_on_every_page(language, keys):
    own = own_words(language)
    assert len({own[key] for key in keys if key in own}) == 1


def test_quotes_and_apostrophes_are_curly():
    """But for what is typed in a terminal."""
    straight = {key: text for key, text in catalogue().items() if re.search("['\"]", text)}
    extras = {"cli.no_authlib", "cli.no_gevent", "cli.start.no_psycopg", "cli.start.no_redis"}
    assert straight.keys() == extras


#: Of a template: scripts, styles, tags, expressions and comments.
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>|\{[{%#].*?[}%#]\}", re.DOTALL)


def test_templates_have_no_words_of_their_own_with_straight_quotes():
    found = {}
    for path in (ROOT / "templates").rglob("*.html"):
        read = NOT_READ.sub(" ", path.read_text(encoding="utf-8"))
        if re.search(r"\w'\w", read):
            found[path.name] = read
    assert not found


#: A number beside words that are another string: in some languages the number stands elsewhere in the sentence.
GLUED = re.compile(r"\$\{(?:n|count|[a-z.]*length)\}(?:</b>|</span>)?\s+(?:<\w+>)?\$\{t\(")


def test_a_number_stands_in_one_string_with_its_noun():
    found = {
        str(path.relative_to(ROOT)): GLUED.findall(source)
        for path in (ROOT / "static" / "js").rglob("*.js")
        if GLUED.search(source := path.read_text(encoding="utf-8"))
    }
    assert found == {}
