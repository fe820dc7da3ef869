"""Pictures that stand in texts are known to the library, and kept."""

import pytest
from django.core.exceptions import ValidationError

from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_page
from factories.stories import make_story
from newsroom.media.hooks import where_used
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db


def figure(picture):
    return f'<figure><img src="/admin/media/picture/{picture.pk}/file/" alt="A boat"></figure>'


def test_picture_on_a_page_says_where_it_is_used():
    picture = make_picture()
    make_page("about", body={"en": figure(picture)})
    assert [words for words, _address in where_used(picture, make_user("editor"))] == ["Page “about”"]


@pytest.mark.parametrize("place", ["page", "draft"])
def test_picture_in_a_text_cannot_be_deleted(place):
    picture = make_picture()
    if place == "page":
        make_page("about", body={"yo": figure(picture)})
    else:
        make_story(body=f"<p>Words.</p>{figure(picture)}")
    with pytest.raises(ValidationError, match="stands in a text"):
        pictures.delete_picture(picture, actor=make_user(superuser=True))
