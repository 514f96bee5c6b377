"""The data on disk: one SQLite file with one writer. No code outside this package contains SQL."""
