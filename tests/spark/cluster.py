"""A standalone Spark cluster on this machine: a master and two workers, each a process with its own executors."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.spark.packages import PACKAGES

HOST = "127.0.0.1"
SECONDS_TO_START = 300
MEMORY = "1g"


class Cluster:
    """The processes of a cluster. Each has a process group of its own, which its executors belong to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port, self._page = folder, free_port(), free_port()
        self._workers: list[subprocess.Popen[bytes]] = []
        ports = ("--port", str(self._port), "--webui-port", str(self._page))
        self._master = self._start("master.Master", "master", *ports)

    @property
    def url(self) -> str:
        return f"spark://{HOST}:{self._port}"

    @property
    def cores(self) -> int:
        """One for each worker that runs."""
        return len(self._workers)

    def state(self) -> dict[str, Any]:
        """What the master says of itself: workers, their cores, applications."""
        with urllib.request.urlopen(f"http://{HOST}:{self._page}/json/", timeout=30) as answer:
            said: dict[str, Any] = json.load(answer)
        return said

    def wait_for_workers(self, count: int) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                if self.state()["aliveworkers"] == count:
                    return
            except OSError:
                pass  # the page of the master is not there yet
            time.sleep(0.5)
        raise TimeoutError(
            f"expected {count} workers within {SECONDS_TO_START} s; see the logs in {self._folder}"
        )

    def start_worker(self) -> None:
        name = f"worker-{len(self._workers)}"
        cores = ("--cores", "1", "--memory", MEMORY, "--webui-port", "0")
        worker = self._start("worker.Worker", name, *cores, "--work-dir", str(self._folder / name), self.url)
        self._workers.append(worker)

    def kill_a_worker(self) -> None:
        """End the oldest worker and its executor at once, as a machine that loses its power does."""
        worker = self._workers.pop(0)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self) -> None:
        for process in (*self._workers, self._master):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, name: str, log: str, *arguments: str) -> subprocess.Popen[bytes]:
        home = spark_home()
        with (self._folder / f"{log}.log").open("wb") as output:
            return subprocess.Popen(
                [
                    str(home / "bin" / "spark-class"),
                    f"org.apache.spark.deploy.{name}",
                    "--host",
                    HOST,
                    *arguments,
                ],
                env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A running cluster; its logs and the folders of its workers lie in `folder`."""
    started = Cluster(folder)
    try:
        for _ in range(workers):
            started.start_worker()
        started.wait_for_workers(workers)
        yield started
    finally:
        started.stop()


def spark_home() -> Path:
    """Where the package keeps Spark itself."""
    return PACKAGES / "pyspark"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
