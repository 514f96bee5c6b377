"""docs/protocol.md is complete and true: records, commands, refusals and routes are read from it and from the code."""

import re
import tomllib
from pathlib import Path

import msgspec

from live_cop.meeting.codes import CODE_ALPHABET
from live_cop.meeting.command import AllowedWhilePaused
from live_cop.meeting.records import RECORDS
from live_cop.meeting.registry import COMMANDS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "protocol.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under this heading."""
    part = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_command_with_its_fields_and_who_may_give_it():
    who = {"person": "p", "author": "author, c", "helper": "c", "chair": "chair"}
    expected = set()
    for name, kind in COMMANDS.items():
        if kind.permission != "system":
            fields = ", ".join(f.encode_name + ("" if f.required else "?") for f in msgspec.structs.fields(kind))
            expected.add((f"`{name} {{{fields}}}`", who[kind.permission]))
    assert {(row[0], row[1]) for row in rows("Commands")} == expected


def test_every_record_with_its_fields():
    expected = {
        (f"`{kind}`", ", ".join(f"`{field.encode_name}`" for field in msgspec.structs.fields(record)))
        for kind, record in RECORDS.items()
    }
    assert {(row[0], row[1]) for row in rows("Records")} == expected


def test_every_refusal_with_its_sentence():
    words = tomllib.loads((ROOT / "live_cop" / "words" / "en" / "refusals.toml").read_text())
    sentences = {code: found if isinstance(found, str) else found["other"] for code, found in words.items()}
    assert {row[0].strip("`"): row[1] for row in rows("Refusals")} == sentences


def test_every_refusal_that_the_core_makes_has_a_sentence():
    words = tomllib.loads((ROOT / "live_cop" / "words" / "en" / "refusals.toml").read_text())
    source = "".join(path.read_text() for path in (ROOT / "live_cop").rglob("*.py"))
    codes = set(re.findall(r'Refusal\(\s*"(\w+)"', source)) | {f"unknown_{kind}" for kind in RECORDS if kind != "mine"}
    found = {code for code in codes if code in words}
    assert {code for code in codes - found if not code.startswith("unknown_")} == set()


def test_the_alphabet_of_codes():
    assert CODE_ALPHABET in PAGE


def commands_named(text: str) -> set[str]:
    """The commands in this text; `x.*` names all of them that begin so, (except `x.y`) takes one out."""
    excepted = set(re.findall(r"except\s`([\w.]+)`", text))
    patterns = re.findall(r"`([a-z_]+\.[a-z_*]+)`", text)
    named = {name for name in COMMANDS for each in patterns if name == each or each == name.split(".")[0] + ".*"}
    return {name for name in named - excepted if COMMANDS[name].permission != "system"}


def test_what_is_accepted_after_the_close():
    text = PAGE.split("the server accepts only")[1].split("While writing")[0]
    assert commands_named(text) == {
        name for name, kind in COMMANDS.items() if not kind.open_only and kind.permission != "system"
    }


def test_what_people_may_do_while_writing_is_paused():
    text = PAGE.split("While writing is paused")[1].split("###")[0]
    by_anyone = {name for name in commands_named(text) if COMMANDS[name].permission == "person"}
    assert by_anyone == {name for name, kind in COMMANDS.items() if issubclass(kind, AllowedWhilePaused)}
