"""An installation of the portal for one measurement: a folder, a database, the program as its operator runs it."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import processes

PASSWORD = "demo-kammerportal-2026"
SECONDS_TO_START = 30
SECONDS_TO_STOP = 15


class Installation:
    """Use with `with`: on leaving, the server is stopped and all data are removed."""

    def __init__(self, store):
        self.folder = Path(tempfile.mkdtemp(prefix="kammerportal-bench-"))
        self.store = store(self.folder)
        self.engine = self.store.engine
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._binary = os.environ["KAMMERPORTAL_BINARY"]
        self._process = None
        self._log = self.folder / "server.log"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            self.store.remove()
            shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments, timeout=240, codes=(0,)):
        """Runs `kammerportal …` to its end; another exit code than those is an error."""
        cost = processes.measure([self._binary, *arguments], self._environment(), timeout)
        if cost.code not in codes:
            raise RuntimeError(f"kammerportal {arguments[0]} ended with {cost.code}:\n{cost.output[-2000:]}")
        return cost

    def start(self):
        """Starts the server.
        Returns: the seconds until it was ready."""
        port = self.url.rsplit(":", 1)[1]
        begin = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._binary, "serve", "--port", port], env=self._environment(), stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT)
        while time.monotonic() < begin + SECONDS_TO_START:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - begin
            except (urllib.error.URLError, OSError):
                time.sleep(0.002)
        raise RuntimeError(f"the portal did not get ready:\n{self.log_text()[-2000:]}")

    def stop(self):
        if self._process is None:
            return
        process, self._process = self._process, None
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise RuntimeError(f"the portal did not stop within {SECONDS_TO_STOP} s of SIGTERM") from None

    @property
    def pid(self):
        return self._process.pid

    def log_text(self):
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def faults(self):
        """How many requests failed inside, by the server's log."""
        return self.log_text().count("A request failed")

    def _environment(self):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("KAMMERPORTAL_")}
        return inherited | {
            "KAMMERPORTAL_BENCH": "true",
            "KAMMERPORTAL_CHAMBER_SECOND_FACTOR": "false",
            "KAMMERPORTAL_DATABASE": self.store.address,
            "KAMMERPORTAL_VAR": str(self.folder),
            "KAMMERPORTAL_PYTHON": os.environ.get("KAMMERPORTAL_PYTHON", "python3"),
            "KAMMERPORTAL_TRUSTED_PROXIES": "1",
            "KAMMERPORTAL_SEAL_PASSWORD": "bench",
            "KAMMERPORTAL_MAIL_TRANSPORT": f"file:{self.folder}/mail",
        }


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
