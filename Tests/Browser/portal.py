"""A portal of its own for the tests: the real program with a demo chamber, in a folder that is thrown away."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15


class Portal:
    def __init__(self, folder: Path):
        self.folder = folder
        self.url = f"http://127.0.0.1:{_free_port()}"
        self.mail_folder = folder / "mail"
        self.letter_folder = folder / "letters"
        self.log = folder / "server.log"
        self._binary = os.environ.get("KAMMERPORTAL_BINARY", str(REPOSITORY / ".build/debug/kammerportal"))
        self._database = f"sqlite:{folder / 'kammerportal.sqlite'}"
        self._process = None

    def start(self):
        """Fills a demo chamber and returns when the portal says that it is ready."""
        if not Path(self._binary).exists():
            raise RuntimeError(f"{self._binary} is missing: `swift build --product kammerportal` makes it")
        with self.log.open("wb") as log:
            output = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT}
            environment = self._environment()
            filled = subprocess.run(
                [self._binary, "demo", "--database", self._database],
                env=environment, cwd=REPOSITORY, timeout=SECONDS_TO_START, check=False, **output)
            if filled.returncode != 0:
                raise RuntimeError(f"`kammerportal demo` failed ({filled.returncode}):\n{self.log_tail()}")
        self.restart()

    def restart(self, largest_file_kib=None, limits=None, **environment):
        """Serves the chamber that is there; with a limit no file on its disk can grow beyond it, as if it were full.
        `limits` is a line for the shell before it, other words are added to the environment."""
        port = self.url.rsplit(":", 1)[1]
        serve = [self._binary, "serve", "--demo", "--port", port, "--database", self._database]
        if largest_file_kib:
            limits = f"trap '' XFSZ; ulimit -f {largest_file_kib}"
        if limits:
            serve = ["bash", "-c", f"{limits}; exec \"$@\"", "bash", *serve]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                serve, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                env=self._environment() | environment, cwd=REPOSITORY)
        self._await_ready()

    @property
    def is_running(self):
        return self._process is not None and self._process.poll() is None

    def run(self, *words, limits="true", database=True, **environment):
        """Runs a command to its end, with what it wrote; on the same database unless told otherwise."""
        command = [self._binary, *words] + (["--database", self._database] if database else [])
        kept = {name: text for name, text in (self._environment() | environment).items() if text is not None}
        return subprocess.run(
            ["bash", "-c", f"{limits}; exec \"$@\"", "bash", *command], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, env=kept, cwd=REPOSITORY, timeout=SECONDS_TO_START, check=False)

    def kill(self):
        """Ends the portal without a word, as a power cut would."""
        self._process.kill()
        self._process.wait()
        self._process = None

    def command(self, *words):
        """Starts a command of the program on the same database."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self._binary, *words, "--database", self._database], stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, env=self._environment(), cwd=REPOSITORY)

    def stop(self):
        """Asks the portal to stop, as an operator's service manager does; not obeying in time is a failure."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise RuntimeError(f"the portal did not stop within {SECONDS_TO_STOP} s of SIGTERM") from None

    def log_tail(self, lines=40):
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _environment(self):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("KAMMERPORTAL_")}
        return inherited | {
            "KAMMERPORTAL_VAR": str(self.folder),
            "KAMMERPORTAL_BASE_URL": self.url,
            "KAMMERPORTAL_PYTHON": os.environ.get(
                "KAMMERPORTAL_PYTHON", str(REPOSITORY / "var/python/bin/python")),
        }

    def _await_ready(self):
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the portal ended at start ({self._process.returncode}):\n{self.log_tail()}")
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the portal was not ready after {SECONDS_TO_START} s:\n{self.log_tail()}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
