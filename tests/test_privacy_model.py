"""docs/privacy-model.md is complete and true: what each kind of record tells at most about a person."""

import re
from pathlib import Path

import pytest

from live_cop.meeting.records import RECORDS
from scripts import privacy_table

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "privacy-model.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_every_kind_of_record_says_what_it_tells_at_most(kind):
    """A new kind needs this sentence: see `discloses` in live_cop/meeting/records/base.py."""
    assert re.fullmatch(r"[A-Z][^|\n]*\.", RECORDS[kind].discloses)


def test_the_table_of_kinds_is_that_of_the_code():
    assert privacy_table.table() in PAGE, "run python -m scripts.privacy_table"


def test_what_only_the_server_has_is_said_to_be_so():
    for kind, cls in RECORDS.items():
        assert ("never sent" in cls.discloses) == (cls.audience == "@nobody"), kind


def test_what_is_forgotten_at_the_close_is_not_said_to_be_in_the_file_afterwards():
    for kind, cls in RECORDS.items():
        if cls.forgotten_at_close:
            assert "while the meeting is open" in cls.discloses or "nothing after the close" in cls.discloses, kind


def test_each_rule_says_where_it_is_kept_and_where_it_is_attacked():
    """tests/test_docs.py checks that the files are there."""
    rules = PAGE.split("## The rules\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in rules.splitlines() if line.startswith("| **")]
    assert len(rows) >= 12
    for rule, _, kept, attacked in rows:
        assert ".py" in kept and "tests/" in attacked, rule
