"""Leaves out of the fonts of pages what no page uses: python -m scripts.web_fonts FILE ...

A phone waits for the font, and a third of a variable font is what draws its thinnest and heaviest weights. The letters
are the same in the weights that are left. The names of the glyphs are left out too. `scripts/vendor` runs this on the
fonts as they are published.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

#: The faces in static/css/ (tokens.css, fonts.css) and in reports say the same range. Browsers draw the 800 of headings
#: as the boldest that there is. Above 750 the Latin font is drawn in another way, which would make it a third larger.
LIGHTEST, BOLDEST = 400, 750


def main(paths: list[Path]) -> None:
    for path in paths:
        # Without the time, so that the same fonts are the same files.
        font = instantiateVariableFont(TTFont(path, recalcTimestamp=False), {"wght": (LIGHTEST, BOLDEST)})
        font["post"].formatType = 3.0
        font.flavor = "woff2"
        font.save(path)


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
