"""The data on disk, in an SQLite file or a PostgreSQL database. No code outside this package contains SQL."""

from ..hidden_modules import hidden_modules

# sqlite-utils imports numpy, and portalocker redis, wherever they are installed, to support what is not used here. Each
# process of a server would have 24 MB more and start 0.2 s later.
with hidden_modules("numpy", "pandas", "redis"):
    import portalocker  # noqa: F401
    import sqlite_utils  # noqa: F401
