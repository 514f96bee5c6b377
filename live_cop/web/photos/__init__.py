"""Photographs that people send, and how they are shown."""
