"""`python -m bench`: the roll-up, the start, the pages and the check-ins, one benchmark after the other.

Faults and imports take their own arguments and time, so they have commands of their own: `python -m bench.faults`,
`python -m bench.imports`.
"""

import subprocess
import sys

BENCHMARKS = ("rollup", "start", "pages", "checkins")


def main() -> int:
    """Runs each benchmark in a process of its own; the first failure ends it."""
    for name in BENCHMARKS:
        print(f"# python -m bench.{name}", flush=True)
        code = subprocess.call([sys.executable, "-m", f"bench.{name}"])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
