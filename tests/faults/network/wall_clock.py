"""The command line on a machine whose clock somebody sets: the file named by WALL_CLOCK says by how many seconds it is
wrong at the moment. The monotonic clocks run on, as they do on such a machine."""

import os
import time
from pathlib import Path

_FILE = Path(os.environ["WALL_CLOCK"])
_REAL_NS = time.time_ns


def _wall_ns() -> int:
    return _REAL_NS() + int(float(_FILE.read_text()) * 10**9)


if __name__ == "__main__":
    # Before anything of ours or of a library is imported: some keep a name of their own for it.
    time.time_ns = _wall_ns
    time.time = lambda: _wall_ns() / 1e9

    from tests.support.without_delays import main

    main()
