"""What the host of the server does: commands on its machine, and the page behind the host key."""
