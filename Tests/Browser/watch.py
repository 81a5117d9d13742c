"""What a page must never do while a test looks at it."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

# WCAG 2.0 to 2.2, levels A and AA, and what axe holds for good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The elements that reach beyond the right edge of the window.
TOO_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .map(element => element.outerHTML.slice(0, 120))"""


class Watch:
    """Collects console errors, script errors, violated policies, failed and foreign requests of a browser context."""

    def __init__(self, context, own_url):
        self._own = urlsplit(own_url).netloc
        self._refused_pages = set()
        self._problems = []
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._problems.append((None, f"script error: {error.error}")))

    @property
    def problems(self):
        """A page that answers 4xx, as a form with errors does, is reported by the browser but no problem."""
        return [text for address, text in self._problems if address not in self._refused_pages]

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self._own:
            self._problems.append((None, f"request to another host: {request.url}"))

    def _failed(self, request):
        # Leaving a page, or a download in place of one, ends a request that way.
        if request.failure != "net::ERR_ABORTED":
            self._problems.append((None, f"request failed: {request.url}: {request.failure}"))

    def _response(self, response):
        if response.status >= 500:
            self._problems.append((None, f"fault {response.status}: {response.url}"))
        elif response.status >= 400 and response.request.is_navigation_request():
            self._refused_pages.add(response.url)

    def _console(self, message):
        if message.type == "error":
            address = message.location.get("url") if message.text.startswith("Failed to load resource") else None
            self._problems.append((address, f"console: {message.text}"))


def axe(page):
    """Fails with rule, element and reason when axe finds a violation on the page."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    report = [
        f"{violation['id']}: {violation['help']}\n  {node['html']}\n  {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not report, f"axe on {page.url}:\n" + "\n".join(report)
