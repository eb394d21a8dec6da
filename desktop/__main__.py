"""`python -m desktop` is the same program as `embargo`."""

import sys

from desktop.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
