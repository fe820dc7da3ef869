import pytest
from django.core.files.storage import default_storage, storages


def listing(storage, folder=""):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return set()
    found = {f"{folder}/{file}".lstrip("/") for file in files}
    return found.union(*(listing(storage, f"{folder}/{name}".lstrip("/")) for name in folders))


@pytest.fixture
def public_files():
    """Return a function that lists what readers could fetch."""
    return lambda: listing(default_storage)


@pytest.fixture
def private_files():
    """Return a function that lists the stored originals."""
    return lambda: listing(storages["originals"])
