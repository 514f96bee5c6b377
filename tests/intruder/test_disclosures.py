"""Each kind of record says what an intruder may learn of it, on its class and in docs/privacy-model.md."""

import re
from pathlib import Path

import pytest

from live_cop.meeting.records import RECORDS

MODEL = Path(__file__).parents[2] / "docs" / "privacy-model.md"


@pytest.mark.parametrize("kind", RECORDS)
def test_it_says_so_in_one_sentence_of_its_own(kind: str):
    # What a class inherits was written of another kind.
    assert re.fullmatch(r"[A-Z].+\.", RECORDS[kind].__dict__.get("discloses", ""))


def test_the_model_has_the_same_words_for_each_kind():
    lines = MODEL.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]
    written = {row[0].strip("`"): row[-1] for row in rows}
    assert written == {kind: record.discloses for kind, record in RECORDS.items()}
