"""`python -m ghapp` is the console script `ghapp`."""

import os
import sys

from ghapp.cli.main import main as run


def main() -> None:
    """Run the command line and exit with its code."""
    code = run()
    if sys.argv[1:2] == ["check"]:
        sys.stderr.flush()
        os._exit(code)  # taking a loaded interpreter apart is a tenth of checking a draft
    sys.exit(code)


if __name__ == "__main__":
    main()
