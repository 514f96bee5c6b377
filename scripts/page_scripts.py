"""Writes the script of each page and its chunks into a folder, as browsers get them.

python -m scripts.page_scripts FOLDER
"""

import sys
from pathlib import Path

from live_cop.web.http import assets


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in assets.STYLES:
        if assets.script_url(page):
            (folder / f"{page}.js").write_bytes(assets.script(page))
            for chunk in assets.chunks(page):
                (folder / f"{page}-{Path(chunk).name}").write_bytes(assets.chunk(page, chunk))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
