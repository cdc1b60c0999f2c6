"""`python -m seller_sla.demo [folder]`: the demo marketplace without the command line tool."""

import sys
from pathlib import Path

from seller_sla.demo import generate

generate(Path(sys.argv[1] if len(sys.argv) > 1 else "data/demo"), report=print)
