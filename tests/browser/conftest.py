"""One walk through every kind of page that readers see, loaded once for each language and measured there."""

from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from factories.reader_site import EMPTY, PREFIXES, make_empty_newsroom, make_newsroom
from newsroom.audit import triggers
from newsroom.publication.views.errors import server_error

PROBES = Axe().axe_script + Path(__file__).with_name("probes.js").read_text("utf-8")
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
REPORT_WITH_MISTAKES, SERVER_ERROR = "AI report with mistakes", "server error"
TABS = 150


class Visit(NamedTuple):
    """What was found on a page: its bytes, what each probe says by its name, and where the keyboard stopped."""

    html: str
    found: dict
    stops: list


@pytest.fixture(scope="session")
def visits(django_db_setup, django_db_blocker, browser, tmp_path_factory):
    """Every visit, by the interface's language and the page's name."""
    with django_db_blocker.unblock(), _site(tmp_path_factory.mktemp("files")) as address:
        readers = {language: _Reader(browser, language, address) for language in PREFIXES}
        make_empty_newsroom(address)
        found = {
            (language, name): readers[language].visit(name, path)
            for language in PREFIXES
            for name, path in EMPTY.items()
        }
        pages = make_newsroom()
        for language, reader in readers.items():
            found |= {(language, name): reader.visit(name, path) for name, path in pages.items()}
            found[language, REPORT_WITH_MISTAKES] = reader.visit(REPORT_WITH_MISTAKES, "/ai/report/")
        found["en", SERVER_ERROR] = readers["en"].visit(SERVER_ERROR, "/server-error/")
        return found


@contextmanager
def _site(files):
    """Serve a newsroom of its own, and leave nothing of it to other tests."""
    folders = {"MEDIA_ROOT": files / "media", "PRIVATE_MEDIA_ROOT": files / "originals"}
    server = LiveServer("localhost")
    try:
        with server._live_server_modified_settings, override_settings(**folders):
            yield server.url
    finally:
        server.stop()
        with triggers.lifted():
            call_command("flush", verbosity=0, interactive=False)


class _Reader:
    """A browser with script, one without, and what is measured in them."""

    def __init__(self, browser, language, address):
        self.language, self.address = language, address
        self.page = browser.new_context(viewport=DESK).new_page()
        self.scriptless = browser.new_context(java_script_enabled=False).new_page()
        for page in (self.page, self.scriptless):
            page.route("**/media/**", lambda route: route.abort())
            page.route("**/server-error/", lambda route: route.fulfill(status=500, body=server_error(None).content))

    def visit(self, name, path):
        """Open a page, once, and measure it: banner open in light at a desk, then answered in the dark on a phone.

        What no language changes is measured in English alone; axe sees each other language in one of the two states.
        """
        path = path if isinstance(path, str) else path.get_absolute_url()
        html = self._open(self.page, name, path)
        found, stops = {probe: self._say(probe) for probe in ("languages", "doubled")}, []
        if self.language in ("en", "yo"):
            found["axe, light, desk, banner open"] = self._say("axe")
        if self.language == "en":
            stops = self._tab()
            found |= {probe: self._say(probe) for probe in ("reachable", "content")}
            found["content without script"], found["dead"] = self._without_script(name, path)
        self.page.set_viewport_size(PHONE)
        found["lost, banner open"] = self._say("lost")
        self.page.emulate_media(color_scheme="dark")
        self.page.evaluate("document.documentElement.dataset.consent = 'decided'")
        found |= {probe: self._say(probe) for probe in ("lost", "spaced", "small")}
        found["doubled, phone"] = self._say("doubled")
        if self.language in ("en", "ar"):
            found["axe, dark, phone, banner answered"] = self._say("axe")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(DESK)
        return Visit(html, found, stops)

    def _open(self, page, name, path):
        answer = page.goto(f"{self.address}{PREFIXES[self.language]}{path}")
        if name == REPORT_WITH_MISTAKES:
            with page.expect_navigation() as sent:
                page.locator(".report [type=submit]").click()
            answer = sent.value
        if page is self.page:
            page.evaluate(PROBES)
        return answer.text()

    def _say(self, probe):
        return self.page.evaluate(f"window.probes.{probe}()")

    def _tab(self):
        """Press Tab until the page is left, and return the stops."""
        stops = []
        for _ in range(TABS):
            self.page.keyboard.press("Tab")
            stop = self._say("stop")
            if stop is None or (stops and stop["number"] == stops[0]["number"]):
                break
            stops.append(stop)
        return stops

    def _without_script(self, name, path):
        self._open(self.scriptless, name, path)
        self.scriptless.evaluate(PROBES)
        return [self.scriptless.evaluate(f"window.probes.{probe}()") for probe in ("content", "dead")]
