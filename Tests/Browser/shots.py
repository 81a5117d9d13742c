"""Pictures of pages, to look at. A plugin, because pytest must know the option before it reads conftest.py."""

import re

import pytest
from portal import REPOSITORY


def pytest_addoption(parser):
    parser.addoption("--shots", metavar="DIR", help="where each `shot` of a test saves its picture")


@pytest.fixture
def shot(request):
    """`shot(page, "step")` saves a picture of the whole page when `--shots DIR` was given."""
    folder = request.config.getoption("--shots")

    def save(page, step):
        if folder:
            name = f"{file_name(request.node.name)}-{file_name(step)}.png"
            page.screenshot(path=REPOSITORY / folder / name, full_page=True)

    return save


def file_name(text):
    return re.sub(r"[^\w-]+", "-", text).strip("-")
