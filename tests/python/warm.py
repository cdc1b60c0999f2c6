"""A dbt that has started already: a process that has imported what dbt runs import, and forks for every command.

A cold `dbt` spends seconds on imports before it looks at the project. The process has imported nothing of any project and
has opened no database, so that a fork of it is what a new process is after its imports.
"""

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path

MOST_SECONDS = 600


def dbt(arguments: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` gives for dbt with these arguments, its output captured."""
    with tempfile.TemporaryDirectory() as outputs:
        paths = [Path(outputs, name) for name in ("stdout", "stderr")]
        order = {"arguments": arguments, "folder": str(folder), "environment": environment}
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            server.stdin.write(json.dumps(order | {"outputs": [str(path) for path in paths]}) + "\n")
            server.stdin.flush()
            exit_code = int(server.stdout.readline())
        except BaseException:  # a test that takes too long, say: its exit code is not the next one's
            _server.cache_clear()
            server.kill()
            raise
        return subprocess.CompletedProcess(["dbt", *arguments], exit_code, *(path.read_text() for path in paths))


@cache
def _server() -> subprocess.Popen[str]:
    """The process, started when it is first needed, in a folder without .env; it ends when its input does."""
    command = [sys.executable, "-P", __file__]
    return subprocess.Popen(
        command, cwd=tempfile.gettempdir(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


class Ending:
    """Leaves without the interpreter's clearing up, which would take longer than the imports. Cold runs have it."""

    exit_code = 0

    def __call__(self) -> None:
        """End the process; the last thing it does."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(self.exit_code)


def serve() -> None:
    """Run commands, one after the other, each in a fork."""
    ending = Ending()
    atexit.register(ending)  # what is registered first is called last
    # As where a build imports it: see seller_sla.landing.validation.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)

    import dbt.adapters.duckdb
    import dbt.cli.main  # noqa: F401
    import great_expectations  # noqa: F401

    gc.freeze()  # forks share what is here already, as long as the garbage collector does not write to it
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            ending.exit_code = become(**json.loads(line))
            return
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def become(arguments: list[str], folder: str, environment: dict[str, str], outputs: list[str]) -> int:
    """Be a `dbt` that was started here; its exit code."""
    from dbt.cli.main import cli
    from dotenv import find_dotenv, load_dotenv

    signal.alarm(MOST_SECONDS)
    for descriptor, path in enumerate([os.devnull, *outputs]):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path[:0] = environment.get("PYTHONPATH", "").split(os.pathsep)
    load_dotenv(find_dotenv(usecwd=True))  # as dbt does when it is imported
    sys.argv = ["dbt", *arguments]
    try:
        cli()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


if __name__ == "__main__":
    serve()
