"""The pages for people: home, joining, the three screens of a meeting, and its links."""
