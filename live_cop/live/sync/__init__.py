"""Commands on their way through one queue to the disk, and what changed on its way to every screen."""
