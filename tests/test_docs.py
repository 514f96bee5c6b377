"""What the documents name is there: files and folders, links, and in decisions the state of each."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
#: What a path in backticks looks like, in the text of a document.
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
ENDINGS = (".py", ".js", ".css", ".md", ".toml", ".html", ".typ", ".cjs", ".ts", "/")
#: Made on the machine where it runs.
MADE = {"data/", "dist/", "node_modules/", ".venv/", "report.html", "report.md"}


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_files_and_folders_that_are_named_are_there(document):
    named = {name for name in PATH.findall(document.read_text(encoding="utf-8")) if name.endswith(ENDINGS)} - MADE
    places = (ROOT, ROOT / "live_cop", document.parent)
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    # A file that is spoken of by its name alone is somewhere in the project.
    missing = [name for name in missing if "/" in name or not list(ROOT.glob(f"[!.n]*/**/{name}"))]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_links_to_other_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_index_lists_every_decision_with_its_title_and_whether_it_holds():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        number, title = re.match(r"# (\d+)\. (.+)", text).groups()
        [line] = [line for line in index.splitlines() if f"]({path.name})" in line]
        assert f"[{number}. {title}]" in line
        superseded = re.search(r"^\*\*Superseded( in part)? by \[", text, re.MULTILINE)
        assert bool(superseded) == ("superseded" in line), path.name


def test_a_decision_that_is_superseded_names_one_that_exists():
    for path in DECISIONS:
        for link in re.findall(r"^\*\*Superseded.*", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert re.search(r"\(00\d\d-[\w-]+\.md\)", link), path.name
