"""What is kept on disk: one SQLite file, written by one writer. Nothing outside this room knows SQL."""
