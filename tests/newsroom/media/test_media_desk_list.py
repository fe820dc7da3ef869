from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.people import make_user
from factories.pictures import make_picture, marked
from factories.stories import make_author, make_story
from newsroom.media.models import Collection
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db
LIST = "admin:media_picture_changelist"


@pytest.fixture(autouse=True)
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def found(client, **query):
    return {picture.alt for picture in client.get(reverse(LIST), query).context["cl"].result_list}


@pytest.mark.parametrize("field", ["alt", "caption", "credit", "creator", "event"])
def test_list_is_searched_in_every_text(client, field):
    picture = make_picture(**{field: "Zanzibar"})
    make_picture(alt="another")
    assert found(client, q="zanzibar") == {picture.alt}


def test_conflicts_are_found(client):
    make_picture(marked(), alt="clash", origin="digitalCapture")
    make_picture(alt="agrees")
    assert (found(client, conflict="yes"), found(client, conflict="no")) == ({"clash"}, {"agrees"})


def test_missing_credit_is_found(client):
    make_picture(alt="nobody’s", credit="")
    make_picture(alt="Ada’s")
    assert found(client, missing_credit="yes") == {"nobody’s"}


@pytest.mark.parametrize(("value", "alts"), [("ending", {"0", "30"}), ("ended", {"-1"}), ("open", {"None"})])
def test_rights_are_filtered(client, value, alts):
    make_picture(alt="None")
    for days in (-1, 0, 30, 31):
        make_picture(alt=str(days), use_by=timezone.localdate() + timedelta(days))
    assert found(client, rights=value) == alts


def test_unused_pictures_are_found(client):
    body = make_picture(alt="in a body")
    address = reverse("admin:media_picture_file", args=[body.pk])
    make_story(body=f'<figure><img src="{address}" alt="A wall"></figure>')
    make_story(lead_picture=make_picture(alt="leads"))
    author = make_author("Ada Reed")
    author.picture = make_picture(alt="portrait")
    author.save()
    Collection.objects.create(name="Kept").pictures.add(make_picture(alt="only collected"))
    assert found(client, unused="yes") == {"only collected"}
    assert found(client, unused="no") == {"in a body", "leads", "portrait"}


def test_pulled_pictures_are_found_and_shown(client, editor):
    picture = make_picture(alt="gone")
    make_picture(alt="there")
    pictures.pull(picture, actor=editor, reason="A mistake")
    assert found(client, pulled="yes") == {"gone"}
    assert f"/admin/media/picture/{picture.pk}/file/?spec=thumb" in client.get(reverse(LIST)).content.decode()


def test_collection_is_filtered(client):
    collection = Collection.objects.create(name="Ferry day")
    collection.pictures.add(make_picture(alt="ferry"))
    make_picture(alt="market")
    assert found(client, collection=collection.pk) == {"ferry"}
    assert found(client, collection="nonsense") == {"ferry", "market"}


def test_list_says_what_to_mend(client):
    make_picture(marked(), alt="", credit="", origin="digitalCapture", use_by=timezone.localdate() - timedelta(1))
    html = client.get(reverse(LIST)).content.decode()
    for words in ("Marks disagree", "No alternative text", "No credit", "Rights ended"):
        assert f'<span class="to-mend">{words}</span>' in html
