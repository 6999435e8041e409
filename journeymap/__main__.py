"""``python -m journeymap``."""

from journeymap.cli import main

if __name__ == "__main__":
    main()
