"""What a build costs, measured as ratios from one run. See benchmarks/README.md."""
