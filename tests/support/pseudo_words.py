"""The command line of a server with two languages that nobody speaks: English with accents and 40 % longer, written
from left to right (`eo`) and from right to left (`fa`). What is not translated, has no room or is not mirrored shows
there. The words are in the folder that `PSEUDO_WORDS` names."""

import json
import os
import re
from pathlib import Path

from live_cop.words import check, languages, own_words

from . import without_delays

ACCENTS = str.maketrans("aceinosuyAEIOU", "áçéíñóšúýÅÉÍÓÚ")
ABOUT = 'name = "{name}"\ndirection = "{direction}"\ncovers = "whole"\nchecked = true\n'


def pseudo(text: str) -> str:
    """The text with accents and longer by 40 %, between marks that show whether all of it is there."""
    parts = re.split(r"(\{\w+\})", text)
    accented = "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in parts)
    words = re.findall(r"\w+", re.sub(r"\{\w+\}", "", accented)) or ["~"]
    longer, more = len(text) * 0.4, ""
    while len(more) < longer:
        more += f" {words[len(more) % len(words)]}"
    return f"⟦{accented}{more[: int(longer) + 1].rstrip()}⟧"


def write(folder: Path) -> None:
    """The English words and those of the two languages, as folders of files."""
    english = dict(own_words("en"))
    for code, name, direction in (("en", "English", "ltr"), ("eo", "Pseudo", "ltr"), ("fa", "Mirror", "rtl")):
        (folder / code).mkdir(parents=True)
        (folder / code / languages.ABOUT).write_text(ABOUT.format(name=name, direction=direction), encoding="utf-8")
        by_area: dict[str, list[str]] = {}
        for key, text in english.items():
            area, name_in_area = key.split(".", 1)
            said = text if code == "en" else pseudo(text)
            by_area.setdefault(area, []).append(f"{name_in_area} = {json.dumps(said, ensure_ascii=False)}")
        for area, lines in by_area.items():
            (folder / code / f"{area}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Uses these words instead of the real ones, in this process only: before anything has read them."""
    folder = Path(os.environ["PSEUDO_WORDS"])
    if not folder.exists():
        write(folder)
    languages.FOLDER = folder
    for cached in (own_words, languages.languages, check._forms_of):
        cached.cache_clear()
    without_delays.main()


if __name__ == "__main__":
    main()
