"""The attendance list, which is separate from the meeting: people's own entries, and the chair's contacts."""
