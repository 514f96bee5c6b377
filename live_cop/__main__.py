"""`python -m live_cop` is the same as `live-cop`."""

from .cli import main

if __name__ == "__main__":
    main()
