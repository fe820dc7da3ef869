"""Who answers for what is published is public, and a change of it stays on record."""

import pytest

from factories.people import make_user
from factories.publication import make_publication
from newsroom.audit.models import Event, Secret
from newsroom.publication.operations.publication import save_publication

pytestmark = pytest.mark.django_db
ACTION = "publication.responsible_changed"


def test_new_responsible_editor_is_one_event_without_names_in_the_clear():
    publication = make_publication()
    publication.responsible_name = "Bisi Okoro"
    save_publication(publication, actor=make_user("administrator"))
    event = Event.objects.get(action=ACTION)
    assert event.data == {"changed": ["responsible_name"]}
    assert "Okoro" not in event.payload
    assert "Okoro" in Secret.objects.get(event=event, field="responsible_name").value


def test_other_settings_say_nothing_of_who_answers():
    publication = make_publication()
    publication.support_url = "https://give.example/"
    save_publication(publication, actor=make_user("administrator"))
    assert not Event.objects.filter(action=ACTION).exists()
