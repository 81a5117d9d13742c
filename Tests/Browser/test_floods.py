"""Very many at once, and very slow ones: pages and the health check go on, and nobody ends the process."""

import asyncio
import re
import resource
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from people import DEMO_PASSWORD
from portal import Portal
from test_faults import FORM_TOKEN, Client

FEW_DESCRIPTORS = "ulimit -n 1024"


@pytest.fixture(autouse=True)
def many_descriptors():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16_384), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
def flooded(tmp_path):
    portal = Portal(tmp_path)
    portal.start()
    portal.stop()
    portal.restart(limits=FEW_DESCRIPTORS)
    yield portal
    if portal.is_running:
        portal.stop()


def apart(work):
    """Runs the work in a thread of its own: the browser of other tests keeps a running loop in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def port_of(portal):
    return int(portal.url.rsplit(":", 1)[1])


async def send(portal, network, request, seconds):
    """One request from an address of its own network; the status, or None without an answer in time."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection(
            "127.0.0.1", port_of(portal), local_addr=(f"127.0.0.{network}", 0)), seconds)
    except OSError:
        return None
    try:
        writer.write(request)
        line = await asyncio.wait_for(reader.readline(), seconds)
        return int(line.split()[1]) if line else None
    except OSError:
        return None
    finally:
        writer.close()


class Probe:
    """Somebody who only wants a page, again and again; notes how long it took."""

    def __init__(self, portal, paths=("/health/live", "/anmelden")):
        self.spans, self.failures = [], []
        self._portal, self._paths, self._ended = portal, paths, threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self):
        while not self._ended.is_set():
            for path in self._paths:
                begun = time.monotonic()
                try:
                    urllib.request.urlopen(self._portal.url + path, timeout=60).read()
                    self.spans.append(time.monotonic() - begun)
                except OSError as problem:
                    self.failures.append(f"{path}: {problem}")
            self._ended.wait(0.3)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()


def test_2400_sign_ins_at_once_are_answered_and_pages_go_on(flooded):
    opener = urllib.request.build_opener()
    with opener.open(flooded.url + "/anmelden", timeout=20) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        token = FORM_TOKEN.search(answer.read().decode()).group(1)
    body = urllib.parse.urlencode(
        {"formular": token, "email": "azubi@demo.example", "passwort": "falsches-kennwort-1"}).encode()
    request = (f"POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nConnection: close\r\n"
               "Content-Type: application/x-www-form-urlencoded\r\n"
               f"Content-Length: {len(body)}\r\n\r\n").encode() + body

    async def burst():
        return await asyncio.gather(*(send(flooded, 2 + number % 10, request, 150) for number in range(2400)))

    with Probe(flooded) as probe:
        statuses = apart(burst())
    assert flooded.is_running
    assert probe.failures == [] and len(probe.spans) >= 2
    counted = {status: statuses.count(status) for status in set(statuses)}
    assert set(counted) <= {422, 429, 503}, counted
    assert counted.get(503, 0) > 0 and counted[422] + counted.get(429, 0) > 0, counted
    begun = time.monotonic()
    Client(flooded.url).post("/anmelden", email="kammer@demo.example", passwort=DEMO_PASSWORD)
    assert time.monotonic() - begun < 15


def test_1100_posts_that_never_end_do_not_shut_the_portal(flooded):
    async def hold():
        head = b"POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\na"
        writers = []
        for number in range(1100):
            try:
                _, writer = await asyncio.wait_for(asyncio.open_connection(
                    "127.0.0.1", port_of(flooded), local_addr=(f"127.0.0.{2 + number % 100}", 0)), 20)
                writer.write(head)
                writers.append(writer)
            except OSError:
                pass
        for _ in range(12):
            await asyncio.sleep(1)
            for writer in writers:
                if not writer.is_closing():
                    writer.write(b"a")
        for writer in writers:
            writer.close()
        return len(writers)

    with Probe(flooded) as probe:
        assert apart(hold()) > 448
    assert flooded.is_running
    assert probe.failures == [] and max(probe.spans) < 20, max(probe.spans)
    assert len(probe.spans) >= 10


def test_a_body_that_comes_too_slowly_ends_with_408(flooded):
    async def trickle():
        reader, writer = await asyncio.open_connection("127.0.0.1", port_of(flooded))
        writer.write(b"POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n")
        begun = time.monotonic()
        while not reader.at_eof() and time.monotonic() - begun < 40:
            writer.write(b"a")
            try:
                return await asyncio.wait_for(reader.readline(), 1), time.monotonic() - begun
            except TimeoutError:
                pass
        return b"", time.monotonic() - begun

    line, span = apart(trickle())
    assert line.startswith(b"HTTP/1.1 408") and 19 < span < 30


def test_sixteen_slow_strangers_do_not_stop_an_apprentices_photo(flooded):
    from io import BytesIO

    from PIL import Image

    apprentice = Client(flooded.url)
    apprentice.post("/anmelden", email="azubi@demo.example", passwort=DEMO_PASSWORD)
    picture = BytesIO()
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(picture, "JPEG", quality=97)
    assert len(picture.getvalue()) > 1_000_000

    async def slow(number):
        _, writer = await asyncio.open_connection(
            "127.0.0.1", port_of(flooded), local_addr=(f"127.0.0.{2 + number}", 0))
        writer.write(
            b"POST /pruefen HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            b"Content-Length: 5000000\r\n\r\na")
        return writer

    async def all_slow():
        writers = [await slow(number) for number in range(16)]
        await asyncio.sleep(1)
        status = await asyncio.to_thread(attach, apprentice, picture.getvalue())
        for writer in writers:
            writer.close()
        return status

    assert apart(all_slow()) != 503


def attach(client, picture):
    week = "/ausbildungsnachweise/1"
    page = client.get(week)
    first = re.search(rf'href="({week}/\d+/\d+)"', page).group(1)
    form = client.get(first)
    fields = {"formular": FORM_TOKEN.search(form).group(1)}
    body = b"".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items())
    body += (b'--b\r\nContent-Disposition: form-data; name="datei"; filename="foto.jpg"\r\n'
             b"Content-Type: image/jpeg\r\n\r\n" + picture + b"\r\n--b--\r\n")
    request = urllib.request.Request(
        f"{client.url}{first}/anlagen", data=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    try:
        with client._opener.open(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as problem:
        return problem.code
