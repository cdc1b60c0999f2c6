#!/bin/sh
# Resolve the dependencies anew: requirements.lock, and on top of the same versions requirements-dev.lock and
# requirements-engines.lock (what PostgreSQL, Spark and the benchmarks need). Apart from them, requirements-duckdb-1.5.lock.
# Versions that still fit stay; `scripts/lock.sh --upgrade` takes the newest ones.
set -eu

command -v uv >/dev/null || { echo "make lock needs uv (any recent version)." >&2; exit 1; }

# resolve <file> <arguments of uv pip compile>
resolve() {
    file=$1
    shift
    uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --output-file "$file" "$@"
}

# lock <file> <more arguments of uv pip compile>
lock() {
    resolve "$@" pyproject.toml
    file=$1
    {
        echo "# Made by \`make lock\` from pyproject.toml; install it with pip's --require-hashes --no-deps."
        echo "# dbt-core-experimental-parser is left out on purpose: dbt-core 1.12 asks for it, only --use-v2-parser uses it,"
        echo "# and its build step downloads a binary from a code host, which no hash can pin."
        sed '/^#/d' "$file"
    } > "$file.new"
    mv "$file.new" "$file"
}

lock requirements.lock "$@"
lock requirements-dev.lock --extra dev --constraint requirements.lock "$@"
lock requirements-engines.lock --extra postgres --extra spark --extra bench --constraint requirements.lock \
    --constraint requirements-dev.lock "$@"

# The oldest DuckDB that pyproject.toml allows, alone.
echo 'duckdb~=1.5.0' | resolve requirements-duckdb-1.5.lock --no-annotate --python-version 3.11 - "$@"
