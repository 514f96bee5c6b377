"""Writes the table of docs/privacy-model.md: what each kind of record may tell about a person.

    python -m scripts.privacy_table

The sentences stand on the classes of the records (`discloses`), where whoever adds a kind has to write one.
"""

from pathlib import Path

from live_cop.meeting.records import RECORDS

FILE = Path(__file__).parent.parent / "docs" / "privacy-model.md"
HEAD = "| kind | what it tells at most about a person |"


def main() -> None:
    before, after = _around(FILE.read_text(encoding="utf-8"))
    FILE.write_text(f"{before}{table()}\n{after}", encoding="utf-8")


def table() -> str:
    """The table, sorted by kind."""
    rows = [f"| `{kind}` | {cls.discloses} |" for kind, cls in sorted(RECORDS.items())]
    return "\n".join([HEAD, "|---|---|", *rows])


def _around(text: str) -> tuple[str, str]:
    """What stands before the table and what after it."""
    before, rest = text.split(HEAD, 1)
    lines = rest.split("\n")
    end = next(n for n, line in enumerate(lines[1:], start=1) if not line.startswith("|"))
    return before, "\n".join(lines[end:])


if __name__ == "__main__":
    main()
