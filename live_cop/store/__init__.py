"""The data on disk: one SQLite file with one writer. No code outside this package contains SQL."""

import sys

# sqlite-utils imports numpy, and portalocker redis, wherever they are installed, to support what is not used here. Each
# process of a server would have 24 MB more and start 0.2 s later. A module that is None here cannot be imported.
_hidden = [name for name in ("numpy", "pandas", "redis") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]
try:
    import portalocker  # noqa: F401
    import sqlite_utils  # noqa: F401
finally:
    for _name in _hidden:
        del sys.modules[_name]
