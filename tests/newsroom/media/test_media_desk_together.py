import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from factories.people import make_user
from factories.pictures import make_picture
from factories.stories import make_live
from newsroom.media.admin import chosen
from newsroom.media.models import Collection, Picture

pytestmark = pytest.mark.django_db
LIST = "/admin/media/picture/"
TOGETHER = "/admin/media/picture/edit-together/"
COLLECT = "/admin/media/picture/collect/"


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def apply(client, *chosen_pictures, only_blanks=True, **words):
    data = (
        {"pictures": chosen.keys(chosen_pictures), "apply": "1"}
        | words
        | ({"only_blanks": "on"} if only_blanks else {})
    )
    return client.post(TOGETHER, data)


def values(*names):
    return list(Picture.objects.order_by("pk").values_list(*names, flat=len(names) == 1))


def test_selection_leads_to_one_form(client, editor):
    pictures = [make_picture(), make_picture()]
    answer = client.post(LIST, {"action": "edit_together", "_selected_action": [p.pk for p in pictures]})
    assert answer.context["chosen"] == chosen.keys(reversed(pictures))
    assert answer.context["form"]["only_blanks"].value() is True


def test_too_many_are_refused_in_words(client, editor, monkeypatch):
    monkeypatch.setattr(chosen, "MOST_AT_ONCE", 1)
    selected = [make_picture().pk, make_picture().pk]
    page = client.post(LIST, {"action": "edit_together", "_selected_action": selected}, follow=True)
    assert "At most 1 pictures at once: select fewer." in page.content.decode()


def test_blanks_are_filled_and_words_stay(client, editor):
    first, second = make_picture(credit="", event="Market"), make_picture(credit="Bola")
    apply(client, first, second, credit="Ada", event="Ferry day", licence="CC0")
    assert values("credit", "event", "licence") == [("Ada", "Market", "CC0"), ("Bola", "Ferry day", "CC0")]


def test_words_are_replaced_where_wished(client, editor):
    apply(client, make_picture(credit="Bola"), only_blanks=False, credit="Ada")
    assert values("credit") == ["Ada"]


def test_empty_boxes_change_nothing(client, editor):
    answer = apply(client, make_picture(event="Market"), only_blanks=False, credit="")
    assert values("credit", "event", "origin") == [("Ada Example", "Market", "digitalCapture")]
    assert "0 changed, 1 left as they were, 0 refused" in answer.content.decode()


def test_origin_and_realism_go_together(client, editor):
    undecided, photo = make_picture(origin=""), make_picture()
    apply(client, undecided, photo, origin="trainedAlgorithmicMedia", realism="evident")
    assert values("origin", "realism") == [("trainedAlgorithmicMedia", "evident"), ("digitalCapture", "")]


def test_day_and_data_mining_are_set(client, editor):
    apply(client, make_picture(), use_by="2030-01-31", data_mining="DMI-PROHIBITED")
    assert [(str(day), term) for day, term in values("use_by", "data_mining")] == [("2030-01-31", "DMI-PROHIBITED")]


def test_pictures_are_added_to_a_collection(client, editor):
    collection, picture = Collection.objects.create(name="Ferry day"), make_picture()
    answer = apply(client, picture, collection=collection.pk)
    assert "Changed: in “Ferry day”." in answer.content.decode()
    assert list(collection.pictures.all()) == [picture]


def test_each_picture_is_refused_by_itself(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    mine, anothers = make_picture(actor=reporter, event=""), make_picture(event="")
    page = apply(client, mine, anothers, event="Ferry day").content.decode()
    assert values("event") == ["Ferry day", ""]
    assert "1 changed, 0 left as they were, 1 refused" in page
    assert "Refused: You may change the pictures you added" in page


def test_origin_readers_see_is_refused_without_a_reason(client, editor):
    picture = make_picture()
    make_live(lead_picture=picture)
    page = apply(client, picture, only_blanks=False, origin="print").content.decode()
    assert "Refused: Readers see this picture: say why its origin is corrected" in page
    apply(client, picture, only_blanks=False, origin="print", reason="It is a scan.")
    assert values("origin") == ["print"]


def test_wrong_words_change_no_picture(client, editor):
    answer = apply(client, make_picture(), only_blanks=False, credit="a" * 201)
    assert list(answer.context["form"].errors) == ["credit"]
    assert values("credit") == ["Ada Example"]


def test_change_stands_in_the_history(client, editor):
    apply(client, make_picture(), event="Ferry day")
    assert LogEntry.objects.get().get_change_message() == "Edited together: event."


@pytest.mark.parametrize("posted", ["", "x", "999", "1" * 30])
def test_nothing_chosen_leads_back_to_the_list(client, editor, posted):
    answer = client.post(TOGETHER, {"pictures": posted})
    assert (answer.status_code, answer["Location"]) == (302, LIST)


def test_pictures_go_into_a_new_collection(client, editor):
    picture = make_picture()
    client.post(COLLECT, {"pictures": picture.pk, "apply": "1", "name": " Ferry day "})
    collection = Collection.objects.get()
    assert (collection.name, collection.created_by, list(collection.pictures.all())) == ("Ferry day", editor, [picture])


def test_pictures_go_into_an_old_collection_by_action(client, editor):
    picture, collection = make_picture(), Collection.objects.create(name="Ferry day")
    page = client.post(LIST, {"action": "add_to_collection", "_selected_action": picture.pk})
    data = {"pictures": page.context["chosen"], "apply": "1", "collection": collection.pk}
    assert client.post(COLLECT, data)["Location"] == reverse("admin:media_collection_change", args=[collection.pk])
    assert list(collection.pictures.all()) == [picture]


@pytest.mark.parametrize(("words", "field"), [({}, "__all__"), ({"name": "Taken"}, "name")])
def test_collection_must_be_one(client, editor, words, field):
    Collection.objects.create(name="Taken")
    answer = client.post(COLLECT, {"pictures": make_picture().pk, "apply": "1"} | words)
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(("role", "address"), [("administrator", TOGETHER), ("reporter", COLLECT)])
def test_screens_need_their_permission(client, role, address):
    client.force_login(make_user(role))
    assert client.post(address, {"pictures": make_picture().pk}).status_code == 403
