"""`python -m ghapp` is the console script `ghapp`."""

import sys

from ghapp.cli import main as run


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
