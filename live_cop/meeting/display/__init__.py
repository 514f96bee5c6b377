"""What screens show and keep: the board, prompts, the question library and snapshots."""
