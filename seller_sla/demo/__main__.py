"""`python -m seller_sla.demo [folder]`: write the small marketplace anew, as it lies in data/demo."""

import sys
from pathlib import Path

from seller_sla.demo import generate

generate(Path(sys.argv[1] if len(sys.argv) > 1 else "data/demo"), replace=True, report=print)
