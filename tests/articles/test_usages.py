import pytest

from articles.usages import stories_with, stories_with_attachment
from factories.attachments import make_attachment
from factories.people import make_user
from factories.stories import figure, make_live, make_picture, make_story

pytestmark = pytest.mark.django_db


def headlines(picture, role="editor"):
    return {words.split(" · ")[0] for words, _address in stories_with(picture, make_user(role))}


def test_picture_is_found_as_lead_and_in_the_body():
    picture = make_picture()
    make_live(headline="Leads", lead_picture=picture)
    make_story(headline="Holds", body=f"<p>Words.</p>{figure(picture)}")
    make_story(headline="Other", lead_picture=make_picture())
    assert headlines(picture) == {"Leads", "Holds"}


def test_story_that_readers_still_see_with_the_picture_counts():
    picture = make_picture()
    edition = make_live(headline="Leads", lead_picture=picture)
    type(edition.story).objects.update(lead_picture=None)
    assert headlines(picture) == {"Leads"}


def test_reporter_is_told_of_no_hidden_story():
    picture = make_picture()
    make_story(headline="Secret", lead_picture=picture)
    assert headlines(picture, "reporter") == set()


@pytest.mark.parametrize("kind", ["file", "audio"])
def test_file_is_found_in_drafts_and_in_what_readers_see(kind):
    attachment, user = make_attachment(), make_user("editor")
    body = f'<p>Words.</p><figure data-{kind}="{attachment.pk}"></figure>'
    make_story(headline="Holds", body=body)
    edition = make_live(headline="Shows", body=body)
    type(edition.story).objects.filter(pk=edition.story_id).update(body="<p>Words.</p>")
    make_story(headline="Other", body=body.replace(f'"{attachment.pk}"', f'"{attachment.pk}0"'))
    found = {words.split(" · ")[0] for words, _address in stories_with_attachment(attachment, user)}
    assert found == {"Holds", "Shows"}
    assert stories_with_attachment(attachment, make_user("reporter")) == []
