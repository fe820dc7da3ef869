"""What the site tells machines, and what it says when it is unfinished or broken."""

import re

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_page
from newsroom.publication.languages import offered_codes
from newsroom.publication.middleware import PublicationMiddleware
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


def test_health_is_good_when_everything_is_migrated(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "problems": []})


def test_health_names_the_missing_migration(client):
    MigrationRecorder(connection).record_unapplied("publication", "0001_initial")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["problems"] == ["The database is not migrated (missing: 1). Run “manage.py migrate”."]


def test_health_asks_two_things_and_is_not_kept(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert client.get("/healthz")["Cache-Control"] == "no-store"


def test_robots_names_the_sitemap_at_the_publications_host(client, publication):
    text = client.get("/robots.txt").text
    assert text == "User-agent: *\nDisallow: /admin/\n\nSitemap: https://tidewater.example/sitemap.xml\n"


def test_missing_address_is_a_page_in_words(client, publication):
    response = client.get("/yo/nothing/here/")
    assert response.status_code == 404
    assert '<html lang="yo"' in response.text
    assert '<meta name="robots" content="noindex">' in response.text


def test_page_number_that_is_not_there_is_explained(client, publication):
    html = client.get("/nothing/?page=-1").text
    assert "pages of a list are numbered from 1" in html
    assert '<a href="/nothing/">' in html


def test_missing_page_never_links_to_another_site(client, publication):
    html = client.get("//evil.example/nothing/?page=0").text
    assert 'href="//evil' not in html


def test_missing_static_file_is_not_found(client, publication):
    assert client.get("/static/absent.css").status_code == 404


def test_site_without_a_publication_names_the_remedy(client):
    response = client.get("/")
    assert response.status_code == 503
    assert "manage.py start" in response.text
    assert "manage.py demo" in response.text


def test_desk_opens_without_a_publication(client):
    client.force_login(make_user(superuser=True))
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_database_that_is_not_migrated_names_the_remedy(client):
    recorder = MigrationRecorder(connection)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publication_publication RENAME TO publication_elsewhere")
    recorder.record_unapplied("publication", "0001_initial")
    try:
        answers = [client.get("/"), client.get("/admin/")]
    finally:
        recorder.record_applied("publication", "0001_initial")
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE publication_elsewhere RENAME TO publication_publication")
    assert [answer.status_code for answer in answers] == [503, 503]
    assert all("Run “manage.py migrate”." in answer.text for answer in answers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/", "/yo/about/", "/nothing/", "/admin/"])
def test_site_whose_database_has_gone_apologises_in_every_language_and_tells_the_log(
    client, publication, monkeypatch, caplog, path
):
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", "/nowhere/at/all")
        answer = client.get(path)
        connection.close()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert re.findall(r'<p lang="(\w+)"', answer.text) == [code for code in offered_codes() if code != "en"]
    assert "DATABASE_URL" not in answer.text
    assert "Check that it runs and that DATABASE_URL names it." in caplog.text


def test_view_that_fails_on_a_missing_table_names_the_remedy(rf):
    MigrationRecorder(connection).record_unapplied("publication", "0001_initial")
    middleware = PublicationMiddleware(lambda request: None)
    response = middleware.process_exception(rf.get("/"), OperationalError("no such table"))
    assert (response.status_code, "manage.py migrate" in response.text) == (503, True)


def test_other_failures_of_the_database_are_not_explained_away(rf):
    middleware = PublicationMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/"), OperationalError("database is locked")) is None


def test_our_own_failure_is_a_static_page_without_a_query(client, publication, monkeypatch, django_assert_num_queries):
    client.raise_request_exception = False
    monkeypatch.setattr(Publication, "absolute_url", None)
    with django_assert_num_queries(1):
        response = client.get("/robots.txt")
    assert response.status_code == 500
    assert "The fault is ours." in response.text
    assert "Traceback" not in response.text


def test_public_page_sets_no_cookie(client, publication):
    make_page()
    assert client.get("/about/").cookies == {}


def test_logo_stands_for_the_name_and_says_it(client, publication):
    publication.logo = make_picture()
    publication.save()
    page = client.get("/nope/").text
    assert f'alt="{publication.name["en"]}"' in page.split("<nav")[0]
