"""The report of a meeting in all its formats, and the pictures of its snapshots.

`compile` turns the records of a meeting into a `Report` (see `facts`): everything that a report may contain and nothing
else. `chapters` and `series` turn reports into a `Document`, and each module of `formats` turns a document into a file.
"""
