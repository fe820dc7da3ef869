from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import AITool
from articles.operations import tools
from factories.people import make_user
from factories.stories import make_tool
from newsroom.audit.models import Event


@pytest.fixture
def editor():
    return make_user("editor")


def test_new_tool_is_recorded(editor):
    tool = AITool(name="Quill", provider="Quill Inc.", purpose={"en": "Drafts"}, since=date(2026, 1, 2))
    tools.save_tool(tool, actor=editor)
    event = Event.objects.get()
    assert (event.action, event.object) == ("tool.registered", f"aitool:{tool.pk}")
    assert event.data == {"fields": ["name", "provider", "purpose", "since"], "since": "2026-01-02", "until": None}
    assert event.private["name"] == "Quill"


def test_end_of_a_tool_is_recorded(editor):
    tool = make_tool(since=date(2026, 1, 2))
    tool.until = date(2026, 11, 1)
    tools.save_tool(tool, actor=editor)
    event = Event.objects.get()
    assert (event.action, event.data["fields"], event.data["until"]) == ("tool.changed", ["until"], "2026-11-01")


def test_unchanged_tool_is_not_recorded(editor):
    tools.save_tool(make_tool(), actor=editor)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"until": date(2025, 1, 1)}, {"purpose": {}}, {"provider": ""}, {"name": "Other", "version": "1"}]
)
def test_tool_that_cannot_be_is_refused(editor, fields):
    make_tool("Other", "1")
    tool = make_tool(since=date(2026, 1, 2))
    for name, value in fields.items():
        setattr(tool, name, value)
    with pytest.raises(ValidationError):
        tools.save_tool(tool, actor=editor)


def test_reporter_changes_no_tool(editor):
    with pytest.raises(PermissionDenied):
        tools.save_tool(make_tool(), actor=make_user("reporter"))
