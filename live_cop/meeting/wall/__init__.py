"""The wall: zones, notes and groups, and what people do with them."""
