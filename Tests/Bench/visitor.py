"""A visitor with cookies who sends the portal's own forms, over one connection that stays open."""

import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

BOUNDARY = "----file-of-a-visitor"
TOKEN = re.compile(rb'name="formular" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list
    body: bytes
    seconds: float


class Visitor:
    def __init__(self, url, address="10.255.0.1", timeout=30):
        self._url, self._timeout = url, timeout
        self._address = address
        self._token = ""
        self.cookies = {}
        self.reconnect()

    def reconnect(self):
        self._connection = http.client.HTTPConnection(urlsplit(self._url).netloc, timeout=self._timeout)

    def beside(self):
        """The same person in a second window: the same cookies, another connection."""
        other = Visitor(self._url, self._address, self._timeout)
        other.cookies = dict(self.cookies)
        return other

    @property
    def cookie_header(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path):
        return self._ask("GET", path, None, self._address)

    def token(self, path):
        """The token of a form; it may be used again while the cookie is the same."""
        found = TOKEN.search(self.get(path).body)
        if not found:
            raise RuntimeError(f"{path} shows no form")
        self._token = found[1].decode()
        return self._token

    def post(self, path, fields, address=None):
        return self._ask("POST", path, urlencode([("formular", self._token), *fields]), address or self._address)

    def upload(self, path, fields, name, content):
        """Sends a form with a file in its field `datei`."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in [("formular", self._token), *fields]]
        head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="datei"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n").encode()
        body = b"".join(parts) + head + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        return self._ask("POST", path, body, self._address, f"multipart/form-data; boundary={BOUNDARY}")

    def sign_in(self, email, password):
        self.token("/anmelden")
        answer = self.post("/anmelden", [("email", email), ("passwort", password)])
        if answer.status != 303 or "kp_session" not in self.cookies:
            raise RuntimeError(f"{email} was not signed in: {answer.status}")
        return self

    def _ask(self, method, path, body, address, content_type="application/x-www-form-urlencoded"):
        headers = {"X-Forwarded-For": address}
        if self.cookies:
            headers["Cookie"] = self.cookie_header
        if body is not None:
            headers["Content-Type"] = content_type
        begin = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read()
        seconds = time.perf_counter() - begin
        self._keep(response.headers.get_all("set-cookie") or [])
        return Answer(response.status, response.getheaders(), text, seconds)

    def _keep(self, lines):
        for line in lines:
            name, value = line.split(";")[0].split("=", 1)
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
