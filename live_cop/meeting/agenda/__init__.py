"""The agenda: running orders, sections, the timer and the expected end."""
