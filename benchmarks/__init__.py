"""What a build costs, measured as ratios from one run. See benchmarks/README.md.

The benchmarks ask what the app asks and check against what the tests check against, so they find both without copies.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "benchmarks" / "data"
RESULTS = ROOT / "benchmarks" / "results"

sys.path += [folder for name in ("dashboards", "tests/python") if (folder := str(ROOT / name)) not in sys.path]
