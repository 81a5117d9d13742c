"""Requests that no browser sends, to the real program: each is answered, and the portal goes on."""

import socket
import urllib.request
from urllib.parse import urlsplit

import pytest

SECONDS = 20
GET = "GET /anmelden HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
POST = "POST /anmelden HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"

REQUESTS = {
    "hundreds of headers": (GET + "".join(f"X-Header-{number}: x\r\n" for number in range(400)) + "\r\n", {200, 400, 431}),
    "a header of a megabyte": (GET + "X-Long: " + "x" * 1_000_000 + "\r\n\r\n", {400, 431}),
    "an address of sixty thousand signs": (
        "GET /" + "x" * 60_000 + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", {400, 404, 414, 431}),
    "two lengths": (POST + "Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc", {400}),
    "a length and pieces": (POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400, 403}),
    "a length below nothing": (POST + "Content-Length: -1\r\n\r\n", {400}),
    "a length beyond all numbers": (POST + "Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
    "a piece of no size": (POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", {400, 403}),
    "a name with a blank": (GET + "X Header: x\r\n\r\n", {400}),
    "a folded header": (GET + "X-Folded: a\r\n b\r\n\r\n", {200, 400}),
    "no protocol": ("GET /anmelden\r\n\r\n", {400}),
    "another protocol": ("GET /anmelden HTTP/9.9\r\nHost: {host}\r\nConnection: close\r\n\r\n", {400, 505}),
    "nothing but noise": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 40 + "\r\n\r\n", {400}),
    "a form of another kind than it says": (
        POST.replace("x-www-form-urlencoded", "octet-stream") + "Content-Length: 3\r\n\r\nabc", {403, 415}),
    "parts without an end": (
        POST.replace("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
        + "Content-Length: 40\r\n\r\n--x\r\nContent-Disposition: form-data; nam", {400, 403, 415}),
    "twenty thousand fields": (
        POST + "Content-Length: 80000\r\n\r\n" + "a=1&" * 20_000, {400, 403, 413}),
}


@pytest.mark.parametrize("what", REQUESTS)
def test_a_request_that_no_browser_sends_is_refused_and_the_portal_goes_on(portal, what):
    text, expected = REQUESTS[what]
    status = send(portal.url, text.replace("{host}", urlsplit(portal.url).netloc))
    # Some are cut off without a word, as a server may do with what is no HTTP.
    assert status is None or status in expected, what
    assert urllib.request.urlopen(f"{portal.url}/health/live", timeout=SECONDS).status == 200


def send(url, text):
    """Returns: the status of the answer, or None where the connection was closed without one."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as connection:
        try:
            connection.sendall(text.encode("latin-1"))
            answer = connection.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            return None
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") else None
