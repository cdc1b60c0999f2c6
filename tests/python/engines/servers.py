"""Real servers for the tests, started on free loopback ports and gone with them: PostgreSQL, and Spark from the pyspark wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from projects import kill

DATABASE = "sla"
USER = "seller_sla"
LOOPBACK = ("--host", "127.0.0.1")


def absent(what: str, how: str) -> None:
    """An engine is not on this machine."""
    left_out(f"{what} is not on this machine: {how}")


def left_out(sentence: str) -> None:
    """Skip, or fail where every engine must be there (SELLER_SLA_REQUIRE_ENGINES=1, as CI sets it)."""
    if os.environ.get("SELLER_SLA_REQUIRE_ENGINES"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    """Wait until something listens there; tell the end of its log when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    kill(process)
    pytest.fail(f"Nothing listens on port {port}:\n{log.read_text()[-3000:]}")


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl: where Debian and Ubuntu put them, else on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    found += [Path(on_path).parent] if on_path else []
    return next((folder for folder in found if all((folder / p).exists() for p in ("initdb", "pg_ctl"))), None)


def as_unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: the words before a command that make it run as somebody else, who gets the folder."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL server with an empty database, as the settings that name it."""
    programs = postgres_programs()
    if programs is None or not find_spec("psycopg2"):
        absent(
            "PostgreSQL, or what speaks to it,",
            "install the Debian package postgresql-15, or put initdb and pg_ctl on the path, and run `make test-engines`.",
        )
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="seller_sla_postgres_"))
    before, data, port = as_unprivileged(folder), folder / "data", free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*before, programs / program, *arguments], cwd=folder, check=True, capture_output=True)

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-D", str(data), "-U", USER, "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8")
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
        server = {"HOST": "127.0.0.1", "PORT": str(port), "USER": USER, "DATABASE": DATABASE}
        settings = {f"SELLER_SLA_POSTGRES_{name}": value for name, value in server.items()}
        psql(settings, f"create database {DATABASE}", "postgres")
        yield settings
    finally:
        subprocess.run([*before, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], cwd=folder, check=False)
        shutil.rmtree(folder)


def psql(settings: dict[str, str], statement: str, database: str = DATABASE) -> str:
    """Run SQL on the server as its owner; what it says, without headings."""
    import psycopg2

    connection = psycopg2.connect(
        host=settings["SELLER_SLA_POSTGRES_HOST"], port=settings["SELLER_SLA_POSTGRES_PORT"], user=USER, dbname=database
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return "\n".join("|".join(map(str, row)) for row in cursor.fetchall()) if cursor.description else ""
    finally:
        connection.close()


def spark_home() -> Path:
    """The folder of Spark itself: the pyspark wheel has all of it but Java."""
    found = find_spec("pyspark")
    if found is None or found.origin is None or not shutil.which("java"):
        absent(
            "Spark, or the Java it needs,",
            "install a Java 17 (Debian package openjdk-17-jre-headless), and run `make test-engines`.",
        )
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def spark_session(folder: Path) -> dict[str, str]:
    """Settings of a Spark in this process, on loopback.

    Its Java compiles quickly rather than well: a build of small tables is over before well-compiled code pays off.
    """
    spark_home()
    folder.mkdir(exist_ok=True)
    options = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC"
    (folder / "spark-defaults.conf").write_text(
        f"spark.driver.defaultJavaOptions {options}\nspark.executor.defaultJavaOptions {options}\n"
    )
    return {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(folder), "SELLER_SLA_SPARK_PARTITIONS": "2"}


@contextmanager
def spark_cluster(folder: Path) -> Iterator[dict[str, str]]:
    """Spark's own cluster: a master and two workers with one core each, as the settings that name it."""
    settings, port = spark_session(folder), free_port()
    with ExitStack() as started:
        start = partial(spark_daemon, folder, settings)
        master = started.enter_context(
            start("deploy.master.Master", *LOOPBACK, "--port", str(port), "--webui-port", "0")
        )
        wait_for_port(port, master, folder / "deploy.master.Master.log")
        for _ in range(2):
            worker = (*LOOPBACK, "-c", "1", "-m", "1g", "--webui-port", "0", f"spark://127.0.0.1:{port}")
            started.enter_context(start("deploy.worker.Worker", *worker))
        yield {**settings, "SELLER_SLA_SPARK_MASTER": f"spark://127.0.0.1:{port}"}


@contextmanager
def spark_daemon(
    folder: Path, settings: dict[str, str], name: str, *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Spark's that runs until the end of the block."""
    home = spark_home()
    environment = {**os.environ, **settings, "SPARK_HOME": str(home), "SPARK_WORKER_DIR": str(folder)}
    command = [home / "bin" / "spark-class", f"org.apache.spark.{name}", *arguments]
    with (folder / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        kill(process)
