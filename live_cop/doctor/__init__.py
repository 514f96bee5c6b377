"""What is wrong with a set-up, each thing in one line that says what to do."""
