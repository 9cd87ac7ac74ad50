"""``python -m egovdocs``: the command."""

import sys

from egovdocs.cli import main

if __name__ == "__main__":
    sys.exit(main())
