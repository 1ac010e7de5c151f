"""`python -m bench`: all figures the papers quote, one benchmark after the other."""

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
