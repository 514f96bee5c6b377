"""Who is here and who speaks: people, guest chairs, rounds, turns and raised hands."""
