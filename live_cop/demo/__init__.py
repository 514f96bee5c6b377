"""A meeting under way, so that a newcomer sees it live within a minute.

The people are simulated, their connections are not: each joins by code over HTTP and talks Socket.IO like any client,
from a process of their own. What they say is in `script.py`.
"""
