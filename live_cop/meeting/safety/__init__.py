"""Keeping the meeting safe: moderation, bans, join codes, erasing, recording consent and unlinking authors."""
