"""What people typed: made safe to keep, merged with what others typed, and dates without a time."""
