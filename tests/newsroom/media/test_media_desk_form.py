import pytest
from django.urls import reverse

from factories.people import make_user
from factories.pictures import drawing, make_picture, marked, upload
from factories.stories import make_live
from newsroom.media.forms import PictureForm
from newsroom.media.models import Picture
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db
ADD = "admin:media_picture_add"
WORDS = {"alt": "A teal wall", "credit": "Ada Example", "origin": "digitalCapture", "focal_x": 0.5, "focal_y": 0.5}


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def url(picture, deed="change"):
    return reverse(f"admin:media_picture_{deed}", args=[picture.pk])


def page(client, picture):
    return client.get(url(picture)).content.decode()


def errors(response):
    return response.context["adminform"].form.errors


def test_no_marks_prove_nothing(client, editor):
    assert "No marks found. That does not mean it is a photo." in page(client, make_picture())


def test_marks_are_shown_with_their_source(client, editor):
    html = page(client, make_picture(marked(), origin="trainedAlgorithmicMedia", realism="evident"))
    assert "The file says that AI made this picture." in html
    assert "XMP, DigitalSourceType" in html and "This disagrees" not in html


def test_conflict_says_what_to_do(client, editor):
    html = page(client, make_picture(marked(), origin="digitalCapture"))
    assert "This disagrees with what is declared below" in html and "ask a publisher" in html


def test_publisher_is_led_to_overruling(client):
    client.force_login(make_user("publisher"))
    picture = make_picture(marked(), origin="digitalCapture")
    assert url(picture, "override") in page(client, picture)


def test_overruled_marks_say_by_whom_and_why(client, editor):
    publisher = make_user("publisher", username="grace")
    picture = make_picture(marked(), origin="digitalCapture")
    pictures.override_detection(picture, actor=publisher, reason="I stood beside the camera myself.")
    html = page(client, picture)
    assert "Overruled by grace" in html and "I stood beside the camera myself." in html


def test_words_from_the_file_are_marked_as_such(client, editor):
    picture = make_picture(marked(words="<photoshop:Credit>Bola Example</photoshop:Credit>"), credit="", alt="")
    form = client.get(url(picture)).context["adminform"].form
    marked_fields = [name for name, field in form.fields.items() if "From the file" in str(field.help_text)]
    assert marked_fields == ["credit"]


def test_saving_another_credit_takes_the_mark_away(client, editor):
    picture = make_picture(marked(words="<photoshop:Credit>Bola Example</photoshop:Credit>"), credit="")
    client.post(url(picture), WORDS)
    assert Picture.objects.get().prefilled == []


def test_rights_are_kept(client, editor):
    rights = {"creator": "Ada", "copyright_notice": "© Ada", "licence": "CC0", "source": "Wire", "usage_terms": "Once"}
    picture = make_picture()
    client.post(url(picture), WORDS | rights | {"use_by": "2030-01-31", "data_mining": "DMI-PROHIBITED"})
    after = Picture.objects.get()
    assert {name: getattr(after, name) for name in rights} == rights
    assert (str(after.use_by), after.data_mining) == ("2030-01-31", "DMI-PROHIBITED")


def test_what_ai_did_is_kept_of_ai_pictures_alone(client, editor):
    picture = make_picture()
    told = WORDS | {"realism": "evident", "ai_tools": "ExampleGen 3", "ai_role": "drew it"}
    client.post(url(picture), told | {"origin": "trainedAlgorithmicMedia"})
    assert Picture.objects.values_list("ai_tools", "ai_role").get() == ("ExampleGen 3", "drew it")
    client.post(url(picture), told)
    assert Picture.objects.values_list("ai_tools", "ai_role").get() == ("", "")


def test_origin_of_a_picture_in_use_is_corrected_with_a_reason(client, editor):
    picture = make_picture()
    make_live(lead_picture=picture)
    assert list(errors(client.post(url(picture), WORDS | {"origin": "print"}))) == ["reason"]
    client.post(url(picture), WORDS | {"origin": "print", "reason": "It is a scan."})
    assert Picture.objects.get().origin == "print"


def test_form_says_how_many_pages_a_correction_touches(client, editor):
    picture = make_picture()
    assert "Reason for the correction" not in page(client, picture)
    make_live(lead_picture=picture)
    assert "the picture is on one page that readers see now" in page(client, picture)


def test_reporter_cannot_correct_the_origin_readers_see(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    picture = make_picture(actor=reporter)
    make_live(lead_picture=picture)
    answer = client.post(url(picture), WORDS | {"origin": "print", "reason": "It is a scan."})
    assert list(errors(answer)) == ["origin"]


def test_picture_that_is_there_already_is_shown(client, editor):
    existing = make_picture(upload(), alt="A ferry")
    [error] = errors(client.post(reverse(ADD), WORDS | {"upload": upload()}))["upload"]
    assert f'<a href="{url(existing)}">A ferry</a>' in error


def test_picture_that_is_there_already_is_added_anyway(client, editor):
    make_picture(upload())
    client.post(reverse(ADD), WORDS | {"upload": upload(), "add_anyway": "on"})
    assert Picture.objects.count() == 2


def test_poor_alternative_text_is_kept_and_warned_of(client, editor):
    answer = client.post(url(make_picture()), WORDS | {"alt": "DSC_0001.jpg"}, follow=True)
    assert Picture.objects.get().alt == "DSC_0001.jpg"
    assert "This looks like the name of a file." in answer.content.decode()


def test_every_shape_is_previewed(client, editor):
    html = page(client, make_picture(upload(drawing((400, 300)))))
    assert [html.count(f'data-ratio="{ratio}"') for ratio in ("1.0000", "1.5000", "1.7778")] == [1, 1, 1]


def test_pulled_picture_is_seen_by_the_desk_alone(client, editor):
    picture = make_picture()
    pictures.pull(picture, actor=editor, reason="A mistake")
    assert f"{url(picture, 'file')}?spec=body" in page(client, picture)
    answer = client.get(url(picture, "file"))
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    client.logout()
    assert client.get(url(picture, "file")).status_code == 302


def test_same_file_added_meanwhile_is_said_in_words(client, editor, monkeypatch):
    make_picture(upload())
    monkeypatch.setattr(PictureForm, "_refuse_duplicate", lambda form, existing: None)
    page = client.post(reverse(ADD), WORDS | {"upload": upload()}, follow=True).content.decode()
    assert "This picture is in the library already." in page and Picture.objects.count() == 1
