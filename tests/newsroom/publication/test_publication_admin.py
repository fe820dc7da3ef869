"""The publication's screen, the pages' list and form, and what the empty desk says is left to do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from factories.people import make_user
from factories.publication import make_page
from newsroom.publication import checklist
from newsroom.publication.models import Page, Publication
from newsroom.publication.operations.publication import save_publication

pytestmark = pytest.mark.django_db
SCREEN = "/admin/publication/publication/1/change/"


@pytest.fixture
def root(client):
    person = make_user(superuser=True)
    client.force_login(person)
    return person


def settings_form(**changes):
    return {
        "name__en": "The Tidewater Post",
        "tagline__en": "From the coast",
        "address": "https://tidewater.example",
        "languages": ["en", "yo"],
        "default_language": "en",
        "time_zone": "Africa/Lagos",
        "headline_type": "newsroom",
        "body_type": "serif",
    } | changes


def errors(response):
    return response.context["adminform"].form.errors


def test_list_leads_straight_to_the_publication(client, publication, root):
    assert client.get("/admin/publication/publication/")["Location"] == SCREEN


def test_list_without_a_publication_names_the_remedy(client, root):
    response = client.get("/admin/publication/publication/", follow=True)
    assert "manage.py start" in response.text


def test_publication_is_neither_added_nor_deleted(client, publication, root):
    answers = [client.get("/admin/publication/publication/add/"), client.post(SCREEN.replace("change", "delete"))]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_screen_saves_what_was_typed(client, publication, root):
    response = client.post(SCREEN, settings_form(name__yo="Ìròyìn Etíkun", default_language="yo", accent="#8A1F4D"))
    assert response.status_code == 302
    found = Publication.current()
    assert found.name == {"en": "The Tidewater Post", "yo": "Ìròyìn Etíkun"}
    assert (found.languages, found.default_language, found.accent) == (["yo", "en"], "yo", "#8A1F4D")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "tidewater", "is no web address"),
        ("address", "http://tidewater.example", "Readers come over https"),
        ("address", "https://tidewater.example/news/", "Write the host alone: https://tidewater.example."),
        ("address", "https://tidewater.example:x", "is no web address"),
        ("accent", "#E0457B", "The nearest shade that will do is #"),
        ("accent_dark", "#1F3F8F", "on dark paper"),
        ("languages", [], "This field is required"),
        ("languages", ["xx"], "xx is not one of the available choices"),
        ("default_language", "fr", "Choose one of the languages the publication is offered in"),
        ("time_zone", "Mars/Olympus", "is no time zone"),
        ("responsible_contact", "call us", "is neither an e-mail address nor a web address"),
        ("responsible_contact", "javascript:alert(1)", "is neither an e-mail address nor a web address"),
    ],
)
def test_wrong_setting_is_refused_at_its_field_and_nothing_is_saved(client, publication, root, field, value, words):
    response = client.post(SCREEN, settings_form(tagline__en="Changed") | {field: value})
    assert words in " ".join(errors(response)[field])
    assert Publication.current().tagline == {}


def test_name_in_the_default_language_is_needed(client, publication, root):
    response = client.post(SCREEN, settings_form(name__en=""))
    assert "Fill in English at least" in errors(response)["name"][0]


def test_refused_form_keeps_what_was_typed(client, publication, root):
    html = client.post(SCREEN, settings_form(name__yo="Ìròyìn", accent="pink")).text
    assert 'value="Ìròyìn"' in html
    assert 'value="pink"' in html


def test_administrator_may_change_the_publication_and_a_publisher_may_not(client, publication):
    client.force_login(make_user("administrator"))
    assert client.post(SCREEN, settings_form()).status_code == 302
    client.force_login(make_user("publisher"))
    assert client.post(SCREEN, settings_form()).status_code == 403


def test_deed_asks_for_the_permission_itself(publication):
    with pytest.raises(PermissionDenied):
        save_publication(publication, actor=make_user("publisher"))


def page_form(**changes):
    return {
        "title__en": "About us",
        "slug": "about",
        "body__en": "<p>Hello</p>",
        "place": "footer",
        "position": 1,
    } | changes


def test_page_is_written_in_the_admin_and_read_by_readers(client, publication, root):
    client.post("/admin/publication/page/add/", page_form(is_published="on", title__yo="Nípa wa"))
    assert "<h1>Nípa wa</h1>" in client.get("/yo/about/").text


def test_page_at_an_address_of_the_site_is_refused_at_its_field(client, publication, root):
    response = client.post("/admin/publication/page/add/", page_form(slug="admin"))
    assert errors(response)["slug"] == ["/admin/ is used by the site itself. Choose another address."]
    assert Page.objects.count() == 0


def test_second_page_at_one_address_is_refused_at_its_field(client, publication, root):
    make_page()
    assert "slug" in errors(client.post("/admin/publication/page/add/", page_form()))


@pytest.mark.parametrize("term", ["NÍPA", "nipa", "hello", "about"])
def test_pages_are_found_whatever_the_marks(client, publication, root, term):
    make_page(title={"en": "About us", "yo": "Nípa wa"}, body={"en": "<p>Hello</p>"})
    make_page("contact", body={})
    rows = client.get("/admin/publication/page/", {"q": term}).context["cl"].queryset
    assert [page.slug for page in rows] == ["about"]


def test_order_in_the_list_is_the_order_of_the_menu(client, publication, root):
    first, second = make_page("about"), make_page("contact", position=1)
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for number, (page, position) in enumerate([(first, 5), (second, 1)]):
        rows |= {f"form-{number}-id": page.pk, f"form-{number}-place": "header", f"form-{number}-position": position}
        rows[f"form-{number}-is_published"] = "on"
    client.post("/admin/publication/page/", rows)
    assert [(entry["slug"], entry["place"]) for entry in Publication.current().menu] == [
        ("contact", "header"),
        ("about", "header"),
    ]


def test_pages_deleted_together_leave_the_menu(client, publication, root):
    page = make_page()
    client.post("/admin/publication/page/", {"action": "delete_selected", "_selected_action": page.pk, "post": "yes"})
    assert (Page.objects.count(), Publication.current().menu) == (0, [])


def test_admin_is_in_english_and_in_the_publications_time_zone(client, publication, root):
    Publication.objects.update(default_language="ar")
    response = client.get("/admin/", headers={"accept-language": "fr"})
    assert '<html lang="en' in response.text
    assert response["Content-Language"] == "en"


def todo(html):
    return html.partition('id="checklist-title"')[2].partition("</section>")[0]


def test_empty_desk_says_what_is_left_to_do(client, publication, root):
    html = todo(client.get("/admin/").text)
    assert "Name the publisher in the imprint" in html
    assert f'<a href="{reverse("admin:publication_page_add")}?slug=privacy">' in html


def test_what_is_done_leaves_the_list(client, publication, root):
    Publication.objects.update(imprint={"en": "Tidewater Press"})
    assert "Name the publisher in the imprint" not in todo(client.get("/admin/").text)


def test_list_goes_when_everything_is_done(client, publication, root, monkeypatch):
    rest = checklist.needs("publication.add_page")(lambda: checklist.Item(True, "Rest", "/"))
    monkeypatch.setattr(checklist, "items", [rest])
    assert 'id="checklist-title"' not in client.get("/admin/").text


def test_list_shows_only_what_the_person_can_do(client, publication):
    client.force_login(make_user("editor"))
    html = todo(client.get("/admin/").text)
    assert "Write the privacy page" in html
    assert "Name the publisher" not in html


def test_add_form_takes_the_address_from_the_list(client, publication, root):
    assert 'name="slug" value="privacy"' in client.get("/admin/publication/page/add/?slug=privacy").text
