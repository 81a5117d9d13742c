"""The mails of the portal under test, as their recipients would read them."""

import email
import email.policy
import re
import time
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_ARRIVE = 20
LINK = re.compile(r"https?://[^\s<>\"]+")
# Four, four and three consonants: a start code with its check character.
CODE = re.compile(r"\b[B-DF-HJ-NP-TV-Z]{4}-[B-DF-HJ-NP-TV-Z]{4}-[B-DF-HJ-NP-TV-Z]{3}\b")


@dataclass(frozen=True)
class Mail:
    recipient: str
    subject: str
    text: str
    html: str

    @property
    def link(self):
        return self._first("link", [found.rstrip(".,;)") for found in LINK.findall(self.text)])

    @property
    def code(self):
        """The start code of the text. The link carries it as well, behind `#`, so links are left out here."""
        return self._first("code", CODE.findall(LINK.sub(" ", self.text)))

    def _first(self, kind, found):
        assert found, f"no {kind} in the mail «{self.subject}»:\n{self.text}"
        return found[0]


class Inbox:
    def __init__(self, folder: Path):
        self._folder = folder
        self._handed_out = set()

    def next(self, address, about=""):
        """The oldest mail to the address, with these words in it, that no test has had yet; waits for it."""
        deadline = time.monotonic() + SECONDS_TO_ARRIVE
        while True:
            waiting = [(path, mail) for path, mail in self._read(address) if path not in self._handed_out and about in mail.text]
            if waiting:
                self._handed_out.add(waiting[0][0])
                return waiting[0][1]
            assert time.monotonic() < deadline, f"no mail to {address} within {SECONDS_TO_ARRIVE} s"
            time.sleep(0.05)

    def newest(self, address):
        """The newest mail to the address that has arrived by now."""
        mails = self.all(address)
        assert mails, f"no mail to {address} has arrived"
        return mails[-1]

    def all(self, address):
        """Every mail to the address that has arrived by now, oldest first."""
        return [mail for _, mail in self._read(address)]

    def _read(self, address):
        if not self._folder.is_dir():
            return []
        paths = sorted(self._folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        mails = [(path, _parse(path)) for path in paths]
        return [(path, mail) for path, mail in mails if mail.recipient == address.lower()]


def _parse(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    recipients = message["to"].addresses if message["to"] else ()
    bodies = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    return Mail(
        recipient=recipients[0].addr_spec.lower() if recipients else "",
        subject=str(message["subject"] or ""),
        text=bodies["plain"].get_content() if bodies["plain"] else "",
        html=bodies["html"].get_content() if bodies["html"] else "")
