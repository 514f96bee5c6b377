"""Writes the script of each page and its chunks into a folder, as browsers get them: made of the sources, and built.
Chunks, which are modules, end with `.mjs`.

python -m scripts.page_scripts FOLDER
"""

import sys
from pathlib import Path

from live_cop.web.http import assets, built_scripts, page_modules


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in assets.STYLES:
        if assets.script_url(page):
            write(folder / f"{page}.js", page_modules.script(page), built_scripts.script(page))
            for path in page_modules.chunks(page):
                target = folder / f"{page}-{Path(path).stem}.mjs"
                write(target, page_modules.chunk(page, path), built_scripts.chunk(page, path))


def write(target: Path, data: bytes, built: built_scripts.BuiltScript | None) -> None:
    target.write_bytes(data)
    if built:
        target.with_stem(f"{target.stem}.built").write_bytes(built.plain())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
