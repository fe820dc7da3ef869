import pytest

from newsroom.consent.operations import policy
from newsroom.publication.languages import use_default
from newsroom.publication.operations import publication


@pytest.fixture
def site(db):
    """A publication in every language offered, without any policy."""
    yield publication.found_publication(
        name={"en": "The Lagoon"},
        address="https://news.example",
        languages=["en", "yo", "es", "fr", "ar"],
        default_language="en",
    )
    use_default("en")


@pytest.fixture
def asking_site(site):
    """A publication that asks for consent to its first-party counter."""
    policy.install_defaults(analytics_enabled=True)
    return site
