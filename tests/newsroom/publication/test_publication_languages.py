"""Which language an address is in, and how the publication's choice of the one without prefix is followed."""

import pytest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, override

from factories.publication import make_page, make_publication
from newsroom.publication.frame import switcher
from newsroom.publication.languages import language_of, offered_codes, own_path, publication_codes
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


def test_default_language_has_no_prefix(publication):
    with override("en"):
        assert reverse("page", args=["about"]) == "/about/"


def test_other_language_has_its_prefix(publication):
    with override("yo"):
        assert reverse("page", args=["about"]) == "/yo/about/"


def test_prefix_follows_the_publications_choice(client):
    make_publication(default_language="es")
    make_page()
    assert client.get("/en/about/").status_code == 200
    with override("es"):
        assert reverse("page", args=["about"]) == "/about/"
    with override("en"):
        assert reverse("page", args=["about"]) == "/en/about/"


def test_addresses_change_when_the_choice_changes(client, publication):
    make_page()
    with override("es"):
        before = reverse("page", args=["about"])
    Publication.objects.update(default_language="es")
    client.get("/about/")
    with override("es"):
        assert (before, reverse("page", args=["about"])) == ("/es/about/", "/about/")


@pytest.mark.parametrize("path", ["/en/about/", "/de/about/", "/YO/about/", "/yo/yo/about/", "/fr/about/"])
def test_address_in_no_language_of_the_publication_is_not_found(client, path):
    make_publication(languages=["en", "yo"])
    make_page()
    assert client.get(path).status_code == 404


def test_own_prefix_of_the_default_language_resolves_to_nothing(publication):
    with override("en"), pytest.raises(Resolver404):
        resolve("/en/about/")


def test_page_is_in_the_language_of_its_address(client, publication):
    make_page()
    response = client.get("/ar/about/", headers={"accept-language": "fr"})
    assert '<html lang="ar" dir="rtl"' in response.text
    assert response["Content-Language"] == "ar"


def test_response_never_varies_by_accept_language(client, publication):
    make_page()
    assert client.get("/yo/about/").headers["Vary"] == "Accept-Encoding"


def test_missing_slash_is_added_within_the_language(client, publication):
    make_page()
    assert client.get("/yo/about")["Location"] == "/yo/about/"


def test_language_is_put_back_after_the_request(client, publication):
    with override("fr"):
        client.get("/yo/")
        assert get_language() == "fr"


def test_path_is_in_the_default_language_without_a_known_prefix(publication):
    assert [language_of(path, ["en", "yo"]) for path in ("/yo/about/", "/yoga/", "/fr/", "/en/")] == [
        "yo", "en", "en", "en"
    ]  # fmt: skip


def test_switcher_leads_to_the_same_page_in_each_language(publication):
    with override("yo"):
        found = {language.code: (language.url, language.is_current) for language in switcher(publication, "/yo/about/")}
    assert found["en"] == ("/about/", False)
    assert found["yo"] == ("/yo/about/", True)
    assert found["ar"] == ("/ar/about/", False)


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "/\t/evil.example/"])
def test_link_to_ones_own_path_never_leads_to_another_site(path):
    quoted = own_path(path)
    assert quoted.startswith("/")
    assert not quoted.startswith(("//", "/\\", "/\t"))


def test_publication_codes_are_all_before_there_is_a_publication(db):
    assert publication_codes() == offered_codes()
