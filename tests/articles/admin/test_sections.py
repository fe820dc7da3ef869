"""What AI may do in a section is a publisher's to say, with a reason, and stays on record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from articles.models import Section
from articles.operations import sections
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_section
from newsroom.audit.models import Event

REASON = "The weather desk fills in forecasts by itself."


@pytest.fixture
def section(db):
    make_publication()
    return make_section("weather")


def save(client, section, role, **fields):
    client.force_login(make_user(role))
    data = {"name_en": "Weather", "slug": "weather", "position": 0, "is_in_menu": "on"} | fields
    return client.post(reverse("admin:articles_section_change", args=[section.pk]), data)


def test_publisher_allows_automatic_stories_and_it_is_one_event(client, section):
    assert save(client, section, "publisher", automation_allowed="on", reason=REASON).status_code == 302
    section.refresh_from_db()
    event = Event.objects.get(action="section.ai_rules_changed")
    assert (section.automation_allowed, event.data["changed"]) == (True, ["automation_allowed"])


def test_rule_without_a_reason_is_refused_at_its_field(client, section):
    response = save(client, section, "publisher", forbids_realistic_ai="on", reason="Because.")
    assert "reason" in response.context["adminform"].form.errors
    assert not Section.objects.get().forbids_realistic_ai


def test_posted_rule_of_an_editor_changes_nothing(client, section):
    assert save(client, section, "editor", automation_allowed="on", reason=REASON, position=4).status_code == 302
    section.refresh_from_db()
    assert (section.automation_allowed, section.position) == (False, 4)


def test_other_words_of_a_section_need_no_reason(client, section):
    assert save(client, section, "publisher", position=7).status_code == 302
    assert not Event.objects.filter(action="section.ai_rules_changed").exists()


def test_deed_asks_by_itself(section):
    section.automation_allowed = True
    with pytest.raises(PermissionDenied):
        sections.save_section(section, actor=make_user("editor"), reason=REASON)
    with pytest.raises(ValidationError):
        sections.save_section(section, actor=make_user("publisher"))
    assert not Section.objects.get().automation_allowed
