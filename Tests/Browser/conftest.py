"""Fixtures: a portal for the session, visitors with browsers of their own, their mail."""

import pytest
from playwright.sync_api import sync_playwright

from inbox import Inbox
from people import sign_in
from portal import REPOSITORY, Portal
from shots import file_name
from watch import Watch

CHROMIUM = "/usr/bin/chromium"
FAILURES = REPOSITORY / "var/test/browser"
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
# Without motion, as axe and pictures must not meet a page halfway to another colour.
HOUSE = {"locale": "de-DE", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed_call = report.failed
        if report.failed:
            _keep_evidence(item, report)
    return report


def _keep_evidence(item, report):
    FAILURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in getattr(item, "contexts", []) for page in context.pages]
    for number, page in enumerate(pages):
        picture = FAILURES / f"{file_name(item.name)}-{number}.png"
        page.screenshot(path=picture, full_page=True)
        report.sections.append(("where it failed", f"{page.url}\n{picture}"))
    if "portal" in item.funcargs:
        report.sections.append(("end of the portal's log", item.funcargs["portal"].log_tail()))


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    portal = Portal(tmp_path_factory.mktemp("portal"))
    portal.start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def browser(portal):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _let_all_come_from_one_network(browser, portal)
        yield browser
        browser.close()


def _let_all_come_from_one_network(browser, portal):
    """The portal slows down a network that sends much; all tests share one."""
    page = browser.new_page(base_url=portal.url)
    sign_in(page, "kammer@demo.example")
    page.goto("/kammer/einstellungen?bereich=accounts")
    limit = page.get_by_label("Anfragen je Anschluss")
    limit.fill("10000")
    page.locator("form", has=limit).get_by_role("button", name="Speichern").click()
    page.get_by_text("Gespeichert: Anfragen je Anschluss").wait_for()
    page.close()


@pytest.fixture(scope="session")
def mail(portal):
    """The mails of all addresses: `mail.next(address)` waits for the next one and reads its link and code."""
    return Inbox(portal.mail_folder)


@pytest.fixture
def new_visitor(request, browser, portal):
    """Makes a visitor with a browser of their own: `new_visitor(**PHONE)`. Returns the page they look at.

    The test fails at its end if one of their pages wrote an error, broke the policy or asked another host."""
    contexts, watches = [], []
    request.node.contexts = contexts

    def make(**options):
        settings = DESKTOP | HOUSE | {"base_url": portal.url} | options
        context = browser.new_context(**settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        watches.append(Watch(context, portal.url))
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    if problems and not getattr(request.node, "failed_call", True):
        pytest.fail("\n".join(dict.fromkeys(problems)), pytrace=False)


@pytest.fixture
def desktop(new_visitor):
    return new_visitor(**DESKTOP)


@pytest.fixture
def phone(new_visitor):
    return new_visitor(**PHONE)


@pytest.fixture
def visitor(new_visitor):
    """A visitor for whom the device does not matter."""
    return new_visitor()


@pytest.fixture
def officer(new_visitor):
    """A chamber officer with all rights, signed in."""
    page = new_visitor()
    sign_in(page, "kammer@demo.example")
    return page


@pytest.fixture
def unwatched(browser, portal):
    """A browser in which requests may fail."""
    context = browser.new_context(**HOUSE, **PHONE, base_url=portal.url)
    context.set_default_timeout(10_000)
    yield context
    context.close()
