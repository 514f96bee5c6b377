"""docs/asvs.md answers each requirement of the standard's first two levels once, and counts its answers right."""

import re
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d[\d., ]*) \| [^|]+ \| (yes|n/a|\*\*no\*\*) \| (.*) \|$", TEXT, re.MULTILINE)
#: How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has.
CHAPTERS = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 35,
    7: 18,
    8: 7,
    9: 7,
    10: 29,
    11: 14,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 7,
}


def numbers(listed: str) -> list[tuple[int, int, int]]:
    """The requirements that a row is about; `6.2.1, .2` are two of one section."""
    found: list[tuple[int, int, int]] = []
    for each in listed.split(", "):
        parts = [int(part) for part in each.split(".") if part]
        found.append((*(parts if len(parts) == 3 else (*found[-1][:2], *parts)),))  # type: ignore[arg-type]
    return found


def test_each_requirement_is_answered_once_and_in_order():
    answered = [number for listed, _, _ in ROWS for number in numbers(listed)]
    assert len(answered) == len(set(answered))
    counted = {chapter: sum(number[0] == chapter for number in answered) for chapter in range(1, 18)}
    assert counted == CHAPTERS


def test_the_answers_are_counted():
    counted = {answer: sum(len(numbers(listed)) for listed, each, _ in ROWS if each == answer) for _, answer, _ in ROWS}
    said = re.search(
        r"(\d+) requirements.* (\d+) are met, (\d+) do not apply, and (\d+) are \*\*not met\*\*", TEXT, re.S
    )
    assert [int(n) for n in said.groups()] == [
        sum(counted.values()), counted["yes"], counted["n/a"], counted["**no**"],
    ]  # fmt: skip


def test_what_is_not_met_has_a_reason():
    assert [listed for listed, answer, why in ROWS if answer == "**no**" and len(why) < 20] == []
