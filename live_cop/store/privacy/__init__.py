"""Deletion: authorship at the close, redacted words, expired data, and their traces in the file."""
