"""The desk's own pages under the strict policy: the browser complains of nothing."""

from contextlib import suppress

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from articles.models import Story
from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_section, make_tag
from newsroom.consent.operations import policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses():
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if (first := model.objects.first()) is not None:
            # Notes on stories have screens of another kind.
            with suppress(NoReverseMatch):
                yield reverse(f"{name}_change", args=[first.pk])
    for name in ("story", "author", "section", "tag"):
        yield reverse(f"admin:articles_{name}_add")
    yield from map(
        reverse, ["admin:index", "admin:media_picture_add", "admin:accounts_user_add", "admin:publication_page_add"]
    )
    yield from map(reverse, ["admin:media_picture_picker", "admin:media_picture_rights"])
    yield from map(reverse, ["admin:articles_review_queue", "admin:articles_compliance"])
    yield from map(reverse, ["admin:articles_notices", "admin:articles_mails", "admin:articles_story_begin"])
    yield reverse("admin:articles_translation_board")
    yield f"{reverse('admin:desk_search')}?q=ferry"
    for screen in ("people", "restrict", "translate"):
        yield reverse(f"admin:articles_story_{screen}", args=[Story.objects.first().pk])
    yield reverse("admin:articles_story_review", args=[Story.objects.first().pk])


def test_no_page_of_the_desk_breaks_the_policy(live_server, page):
    make_publication(address=live_server.url)
    make_page("about")
    policy.install_defaults(analytics_enabled=True)
    make_live(section=make_section(), tags=[make_tag()], authors=[make_author()], lead_picture=make_picture())
    make_user(superuser=True, username="root", password="root-pass-1")
    complaints = []
    page.on("console", lambda message: complaints.append((page.url, message.text)) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append((page.url, str(error))))
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("root")
    page.get_by_label("Password").fill("root-pass-1")
    page.get_by_role("button", name="Log in").click()
    for address in addresses():
        assert page.goto(live_server.url + address).status == 200, address
    assert complaints == []
