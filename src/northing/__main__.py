"""`python -m northing` is the command `northing`."""

import sys

from northing.cli import main

sys.exit(main())
