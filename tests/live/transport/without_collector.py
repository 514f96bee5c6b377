"""The command line of a server in which Python never looks for objects that refer to each other in a circle and that
nobody else needs, unless it is asked what there is: the file named by GARBAGE_FILE is answered in its place."""

import gc
import json
import os
from collections import Counter
from pathlib import Path

from live_cop.live import runtime
from tests.support.without_delays import main


def garbage() -> Counter[str]:
    """What such circles hold of a request or of a meeting, by the names of the types."""
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    gc.set_debug(0)
    ours = (each for each in gc.garbage if type(each).__module__.startswith(("live_cop", "httptools")))
    environs = (each for each in gc.garbage if isinstance(each, dict) and "wsgi.input" in each)
    found = Counter(type(each).__name__ for each in (*ours, *environs))
    del ours, environs
    gc.garbage.clear()
    gc.collect()
    return found


def answer(path: Path) -> None:
    while True:
        runtime.sleep(0.02)
        if path.exists():
            path.with_suffix(".answer").write_text(json.dumps(garbage()))
            path.unlink()


if __name__ == "__main__":
    gc.disable()
    runtime.spawn(answer, Path(os.environ["GARBAGE_FILE"]))
    main()
