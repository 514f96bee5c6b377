"""The report in all its formats, its public link, and the pictures of snapshots."""
