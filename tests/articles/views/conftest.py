import pytest

from factories.publication import make_publication


@pytest.fixture(autouse=True)
def publication(db):
    return make_publication()
