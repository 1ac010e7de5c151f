"""`python -m tests.browser`: exit code 0 when there is a Chromium to run the journeys in."""

import sys

from tests.browser.chromium import find

sys.exit(0 if find() else 1)
