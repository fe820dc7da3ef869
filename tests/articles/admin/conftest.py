import pytest

from factories.desk import deed_url
from factories.people import make_user


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """Post a deed's screen as somebody of a role, and do what waits for the commit."""

    def send(story, deed, role="editor", **typed):
        client.force_login(make_user(role))
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(deed_url(story, deed), typed)

    return send
