import pytest

from factories.consents import decide, hold_answer
from newsroom.consent.models import PageCount, Purpose
from newsroom.consent.operations import policy

pytestmark = pytest.mark.usefixtures("asking_site")
HIDDEN = b".consent{display:none}"


def state_css(client, **headers):
    return client.get("/consent/state.css", secure=True, headers=headers)


def test_state_css_is_empty_for_a_new_visitor(client):
    response = state_css(client)
    assert (response.content, response["Content-Type"]) == (b"", "text/css; charset=utf-8")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("is_yes", [True, False])
def test_state_css_hides_the_banner_for_the_decided(client, is_yes):
    hold_answer(client, is_yes=is_yes)
    assert state_css(client).content == HIDDEN


@pytest.mark.parametrize("name", ["Sec-GPC", "DNT"])
def test_state_css_hides_the_banner_under_a_signal(client, name):
    assert state_css(client, **{name: "1"}).content == HIDDEN


def test_state_css_asks_again_who_accepted_an_older_version(client):
    hold_answer(client, is_yes=True)
    Purpose.objects.filter(slug="analytics").update(provider="Someone else")
    policy.publish()
    assert state_css(client).content == b""


def test_state_css_leaves_in_peace_who_refused_an_older_version(client):
    hold_answer(client, is_yes=False)
    Purpose.objects.filter(slug="analytics").update(provider="Someone else")
    policy.publish()
    assert state_css(client).content == HIDDEN


def test_gpc_statement_is_dated_by_the_policy(client):
    published_at = policy.publish().published_at
    response = client.get("/.well-known/gpc.json", secure=True)
    assert response.json() == {"gpc": True, "lastUpdate": published_at.date().isoformat()}
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/json", "public, max-age=86400")


def count(client, path, **headers):
    return client.post(
        "/consent/count/", {"path": path}, secure=True, headers={"Sec-Fetch-Site": "same-origin"} | headers
    )


def test_page_is_counted_after_consent(client):
    decide(client, "accept")
    assert [count(client, "/yo/%C3%ACr%C3%B2y%C3%ACn/").status_code for _time in range(2)] == [204, 204]
    assert list(PageCount.objects.values_list("path", "total")) == [("/yo/ìròyìn/", 2)]


def test_page_is_not_counted_without_consent(client):
    assert count(client, "/").status_code == 403
    decide(client, "decline")
    assert count(client, "/").status_code == 403
    assert not PageCount.objects.exists()


def test_page_is_not_counted_for_another_site(client):
    decide(client, "accept")
    assert count(client, "/", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("path", ["", "https://evil.example/", "//evil", "/" + "a" * 500, "/a%00"])
def test_only_paths_of_this_site_are_counted(client, path):
    decide(client, "accept")
    assert count(client, path).status_code == 400
