"""What all tests share."""

from hypothesis import settings

# How long an example takes says more about who else uses the machine than about us.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
