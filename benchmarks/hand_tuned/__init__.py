"""The builds' opponent: what an expert would write by hand for the same facts, in DuckDB, without checking anything.

The steps are `sql/*.sql`, in the order of their names. Limits, clocks and exclusions of the policies stand in the SQL, as
they do in a script that serves one marketplace; only business calendars are read from the project's seeds.
`python -m benchmarks.hand_tuned --orders 100000 --compare` shows that its tables are the published marts, row for row.
"""
