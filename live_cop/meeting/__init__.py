"""The meeting itself: every rule, and nothing but rules.

A meeting is a set of small records, each with the revision at which it last changed. `decide` takes the records, a
command, who gives it and what time it is, and answers with the records that change, or refuses. Nothing in here knows
sockets, disks, clocks or web pages, so every rule can be tried without a server.
"""
