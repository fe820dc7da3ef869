import pytest

from factories.evidence import Clock, maker
from factories.publication import make_publication


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def make(tmp_path, capsys):
    return maker(tmp_path)
