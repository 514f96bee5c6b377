"""The attendance list and mailings to the people on it, apart from the meeting itself."""
