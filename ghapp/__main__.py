"""`python -m ghapp` is the console script `ghapp`."""

import gc
import sys

from ghapp.cli.main import main as run


def main() -> None:
    """Run the command line and exit with its code."""
    code = run()
    gc.freeze()  # at the exit there is no use in looking for cycles: everything goes
    sys.exit(code)


if __name__ == "__main__":
    main()
