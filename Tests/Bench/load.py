"""Load from `wrk`, on the same machine: it takes its share of the cores, so ratios say more than figures."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FULL_CONNECTIONS = 16
# Many connections that pause, so that requests come scattered and not in step.
HALF_CONNECTIONS = 64
SECONDS_OF_GRACE = 20


@dataclass(frozen=True)
class Load:
    requests: int
    microseconds: int
    p50: int
    p99: int
    refused: int
    broken: int
    entered: int = 0

    @property
    def per_second(self):
        return self.requests * 1e6 / self.microseconds

    @property
    def signed_in_per_second(self):
        return self.entered * 1e6 / self.microseconds

    @property
    def faults(self):
        return self.refused + self.broken


def full(url, seconds, cookie=""):
    """As many requests as the portal can answer."""
    return _page(url, seconds, FULL_CONNECTIONS, cookie, pause=0)


def half(url, seconds, per_second, cookie=""):
    """Half of what the portal answered at full load."""
    pause = max(1, round(HALF_CONNECTIONS / (per_second / 2) * 1000))
    return _page(url, seconds, HALF_CONNECTIONS, cookie, pause)


def probe(url, seconds, cookie):
    """About a hundred requests a second: somebody who watches how quick the pages are."""
    return _page(url, seconds, 4, cookie, pause=40)


def start_sign_ins(url, seconds, visitor, token, accounts, password):
    """A flood of right sign-ins; `finish` gives its figures."""
    return start("signins.lua", url, seconds, 32, [visitor, token, str(accounts), password])


def finish(process, seconds):
    out, err = process.communicate(timeout=seconds + SECONDS_OF_GRACE)
    found = re.search(r"^RESULT (.*)$", out, re.M)
    if process.returncode != 0 or not found:
        raise RuntimeError(f"wrk failed ({process.returncode}):\n{out}{err}")
    return Load(**{name: int(value) for name, value in (pair.split("=") for pair in found[1].split())})


def _page(url, seconds, connections, cookie, pause):
    process = start("load.lua", url, seconds, connections, [cookie, str(pause), "1"])
    try:
        return finish(process, seconds)
    finally:
        process.kill()


def start(script, url, seconds, connections, arguments):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", HERE / script, url, "--"]
    return subprocess.Popen(
        command + arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
