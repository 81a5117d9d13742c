"""A demo chamber with issued documents, and copies of it to be spoilt."""

import re
import shutil
import stat

import pytest

from people import DEMO_PASSWORD
from portal import Portal
from stored import ask
from test_faults import Client, until


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A demo chamber with issued documents that nobody serves."""
    portal = Portal(tmp_path_factory.mktemp("operator"))
    portal.start()
    until(lambda: ask(portal, "SELECT count(*) FROM documents")[0][0] > 0)
    client = Client(portal.url)
    client.post("/anmelden", email="azubi@demo.example", passwort=DEMO_PASSWORD)
    received = re.search(r'href="/dokumente/(\d+)"', client.get("/dokumente"))
    if received:
        client._opener.open(f"{portal.url}/dokumente/{received.group(1)}/inhalt", timeout=20).read()
    portal.stop()
    return portal


@pytest.fixture
def copy(filled, tmp_path):
    """A copy of that chamber, to be spoilt."""
    portal = Portal(tmp_path / "copy")
    shutil.copytree(filled.folder, portal.folder)
    yield portal
    if portal.is_running:
        portal.stop()


def wide(folder):
    found = []
    for path in [folder, *folder.rglob("*")]:
        try:
            if stat.S_IMODE(path.lstat().st_mode) & 0o077:
                found.append(path)
        except FileNotFoundError:
            pass  # a file on its way to its place
    return found
