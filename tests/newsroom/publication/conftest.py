import pytest
from django.urls import clear_url_caches

from factories.publication import make_publication
from newsroom.publication import languages


@pytest.fixture(autouse=True)
def default_language_forgotten(monkeypatch):
    """Let each test find out anew which language has no prefix."""
    monkeypatch.setattr(languages, "_default", None)
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def publication(db):
    return make_publication()
