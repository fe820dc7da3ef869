"""What every test stands on: a real database, strict pages, files of its own, and Chromium where it is installed."""

import os
import shutil

import pytest
from django.test import TransactionTestCase
from django.utils import timezone

from newsroom import pages

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# The fixtures of pytest-django that open the database.
DATABASE = {"db", "transactional_db", "live_server"}
# pytest-playwright keeps an event loop in the thread in which the tests use the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config):
    config.option.base_url = None


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
        if "page" in getattr(item, "fixturenames", ()) or "browser" in item.keywords:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed (apt-get install chromium)"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    timezone.deactivate()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(autouse=True, scope="session")
def audit_record_can_be_emptied():
    """Lift the triggers that keep the audit record around the flush after a test with transactions of its own."""
    from newsroom.audit import triggers  # app ready

    empty = TransactionTestCase._fixture_teardown

    def empty_with_triggers_lifted(self):
        with triggers.lifted():
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_with_triggers_lifted)
        yield


@pytest.fixture(autouse=True)
def strict_pages(monkeypatch):
    """Make a template that asks the database fail."""
    monkeypatch.setattr(pages, "REFUSE_QUERIES", True)


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Keep what a test uploads out of everyone else's way, and hash passwords fast."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "originals"
    settings.STORAGES = settings.STORAGES | {
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "originals", "base_url": None},
        }
    }
    settings.CACHES = settings.CACHES | {"known": settings.CACHES["known"] | {"LOCATION": tmp_path / "known"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
