"""Communities: their pages, the reports of their series, and how long they keep data."""
