"""The desk's screens for what happens to a story at a time or at once: who may do what, and who sees them."""

from functools import partial

import pytest

from articles.models import Story
from articles.operations import planning, publishing
from factories.desk import deed_url
from factories.desk import desk as enter
from factories.people import make_user
from factories.plans import AT, HOUR, local, page_of, plan
from factories.publication import make_publication
from factories.stories import make_live, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def desk(client):
    return partial(enter, client)


# Who may do what, over HTTP. Each action: the story it is tried on, the screen, and what is posted.
ACTIONS = {
    "schedule": lambda: (make_story(), "schedule", {"at": local(AT)}),
    "move another's": lambda: (plan(make_story()), "schedule", {"at": local(AT + HOUR)}),
    "unschedule another's": lambda: (plan(make_story()), "unschedule", {}),
    "hide": lambda: (make_live().story, "hide", {}),
    "show": lambda: (publishing.hide(make_live().story, actor=make_user("editor")).stories[0], "show", {}),
    "withdraw": lambda: (make_live().story, "withdraw", {"reason": "Wrong."}),
    "withdraw later": lambda: (make_live().story, "withdraw", {"when": "at", "at": local(AT), "reason": "Wrong."}),
    "retract": lambda: (make_live().story, "retract", {"reason": "It did not happen."}),
    "embargo": lambda: (make_story(), "embargo", {"at": local(AT)}),
    "lift another's embargo": lambda: (
        planning.hold(make_story(), actor=make_user("editor"), until=AT),
        "embargo",
        {"what": "lift"},
    ),
}
OF_EDITORS = {"schedule", "hide", "show", "embargo"}
MAY = {
    "reporter": set(),
    "editor": OF_EDITORS,
    "publisher": set(ACTIONS),
    "administrator": set(),
    "superuser": set(ACTIONS),
    "anonymous": set(),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", MAY)
def test_action_is_the_roles_to_do(client, desk, role, action):
    story, screen, typed = ACTIONS[action]()
    if role == "superuser":
        desk(None, superuser=True)
    elif role != "anonymous":
        Story.objects.filter(pk=story.pk).update(created_by=desk(role))
    before = _facts(story)
    asked = client.get(deed_url(story, screen)).status_code
    response = client.post(deed_url(story, screen), typed)
    is_done = response.status_code == 302 and "login" not in response.headers["Location"]
    assert is_done == (action in MAY[role]), (response.status_code, page_of(response)[-2000:])
    assert (_facts(story) != before) == is_done
    assert (asked == 200) >= is_done


def _facts(story):
    return Story.objects.values(
        "status", "scheduled_for", "is_live", "hidden_at", "withdraw_for", "embargo_until", "published_version"
    ).get(pk=story.pk)


def test_others_reporter_meets_none_of_the_screens(client, desk):
    desk("reporter")
    story = make_story(headline="Secret harbour deal")
    for screen in ("schedule", "unschedule", "hide", "show", "withdraw", "retract", "embargo"):
        response = client.get(deed_url(story, screen))
        assert (response.status_code, "Secret" in page_of(response)) == (404, False)
