"""A meeting that is already under way, so that a newcomer sees a live meeting within a minute.

The people are simulated, their connections are real: each joins by code over HTTP and uses Socket.IO like any client,
from a separate process. What they write is in `sample_content.py`.
"""
