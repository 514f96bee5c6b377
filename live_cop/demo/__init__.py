"""A meeting under way, so that a newcomer sees it live within a minute."""
