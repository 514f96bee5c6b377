"""Letters on their way from the disk to the mail server."""
