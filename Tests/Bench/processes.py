"""What processes cost: time, processor time and resident memory, with all that they started."""

import os
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS_BETWEEN_SAMPLES = 0.05
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    seconds: float
    processor_seconds: float
    # Of the process and all below it at one time, in bytes. Pages that they share are counted once.
    peak_memory: int
    output: str
    code: int


def resident(pid):
    """Resident memory of one process in bytes; 0 when it is gone."""
    return _field(pid, "status", "VmRSS")


def peak_resident(pid):
    return _field(pid, "status", "VmHWM")


@contextmanager
def watching(pid):
    """Watches the memory of a process and all below it, for the time of a `with`; `peak` tells it."""
    watch = _Watch(pid)
    watch.start()
    try:
        yield watch
    finally:
        watch.stopped.set()


def measure(command, environment, timeout):
    """Runs a command to its end and tells what it cost."""
    begin = time.monotonic()
    with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True) as process:
        before = os.times()
        with watching(process.pid) as watch:
            try:
                output, _ = process.communicate(timeout=timeout)
            except BaseException:
                os.killpg(process.pid, 9)
                raise
    after = os.times()
    processor = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return Cost(time.monotonic() - begin, processor, watch.peak, output, process.returncode)


class _Watch(threading.Thread):
    def __init__(self, pid):
        super().__init__(daemon=True)
        self.stopped = threading.Event()
        self.peak = 0
        self._pid = pid

    def run(self):
        while not self.stopped.wait(SECONDS_BETWEEN_SAMPLES):
            pids = [self._pid, *_descendants(self._pid)]
            self.peak = max(self.peak, sum(_field(pid, "smaps_rollup", "Pss") for pid in pids))


def _descendants(pid):
    found = []
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:  # It ended meanwhile.
        return found
    for task in tasks:
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _field(pid, file, name):
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)
