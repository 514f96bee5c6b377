"""What follows from a meeting: next steps, the next meeting, invitations and the health check."""
