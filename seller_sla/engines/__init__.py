"""Other engines than DuckDB: carry landed rows to them, publish from them, compare what they built."""
