"""Screens of a large meeting at other processes than the one that owns it."""
