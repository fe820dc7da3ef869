import re

import pytest

from factories.consents import decide, hold_answer
from newsroom.consent.decision import GRAMMAR
from newsroom.consent.models import DecisionCount, Purpose, StorageItem
from newsroom.consent.operations import policy

SESSION = "a1b2c3d4" * 4
pytestmark = pytest.mark.usefixtures("asking_site")


def second_purpose(slug="embeds"):
    Purpose.objects.create(slug=slug, position=2, title={"en": slug}, description={"en": slug})
    policy.publish()


def test_decline_sets_the_one_cookie_and_returns_to_the_page(client):
    response = decide(client, "decline", next="/yo/")
    assert (response.status_code, response["Location"]) == (303, "/yo/#consent-declined")
    assert list(response.cookies) == ["__Host-consent"]
    header = response.cookies["__Host-consent"].OutputString()
    assert re.sub("expires=[^;]+; ", "", header) == (
        f"__Host-consent={response.cookies['__Host-consent'].value}; Max-Age=15897600; Path=/; SameSite=Lax; Secure"
    )


def test_recorded_value_is_in_the_grammar_and_uncached(client):
    response = decide(client, "decline")
    value = response.cookies["__Host-consent"].value
    assert GRAMMAR.fullmatch(value) and value.endswith(".analytics:1:n")
    assert response["Cache-Control"] == "no-store"


def test_accept_returns_to_its_own_confirmation(client):
    assert decide(client, "accept", next="/")["Location"] == "/#consent-accepted"


def test_two_visitors_who_choose_alike_hold_the_same_cookie(client):
    first = decide(client, "accept").cookies["__Host-consent"].value
    client.cookies.clear()
    assert decide(client, "accept").cookies["__Host-consent"].value == first


def test_script_gets_204_with_the_cookie(client):
    response = decide(client, "accept", headers={"Accept": "application/json"})
    assert (response.status_code, response.content) == (204, b"")
    assert "__Host-consent" in response.cookies


def test_return_path_in_yoruba_survives_the_header(client):
    assert decide(client, next="/yo/ìròyìn/")["Location"] == "/yo/%C3%ACr%C3%B2y%C3%ACn/#consent-accepted"


@pytest.mark.parametrize("path", ["//evil.example/", "/a\r\nSet-Cookie: x=1", "https://evil.example/"])
def test_return_path_cannot_leave_the_site(client, path):
    assert decide(client, next=path)["Location"] == "/#consent-accepted"


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {}],
)
def test_foreign_post_is_refused_and_not_counted(client, headers):
    response = client.post("/consent/", {"choice": "accept"}, headers=headers)
    assert (response.status_code, len(response.cookies)) == (403, 0)
    assert not DecisionCount.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_other_methods_are_not_allowed(client, method):
    response = getattr(client, method)("/consent/")
    assert (response.status_code, response["Allow"], len(response.cookies)) == (405, "POST", 0)


@pytest.mark.parametrize(
    "form",
    [
        {"choice": "maybe"},
        {"choice": ""},
        {"choice": "save", "p": "unknown"},
        {"choice": "save", "p.unknown": "on"},
        {"choice": "save", "p": "necessary"},
        {"choice": "accept", "surface": "elsewhere"},
    ],
)
def test_answer_that_no_page_offers_is_refused(client, form):
    response = decide(client, **form)
    assert (response.status_code, len(response.cookies)) == (400, 0)


def test_long_form_is_refused(client):
    response = decide(client, next="/" + "a" * 5000)
    assert (response.status_code, len(response.cookies)) == (413, 0)


def test_save_answers_each_purpose_by_itself(client):
    second_purpose()
    value = decide(client, "save", p="analytics").cookies["__Host-consent"].value
    assert value.endswith(".analytics:1:y.embeds:1:n")


def test_save_reads_pairs_of_radio_buttons(client):
    second_purpose()
    value = decide(client, "save", **{"p.analytics": "off", "p.embeds": "on"}).cookies["__Host-consent"].value
    assert value.endswith(".analytics:1:n.embeds:1:y")


def test_nothing_can_be_chosen_where_nothing_asks(client):
    Purpose.objects.filter(slug="analytics").update(is_enabled=False)
    policy.publish()
    assert decide(client).status_code == 400


def test_decision_is_counted_by_day_policy_surface_language_and_choice(client):
    second_purpose()
    decide(client, "accept", next="/yo/")
    decide(client, "accept", next="/yo/")
    decide(client, "save", p="embeds", surface="settings", next="/cookies/")
    counts = DecisionCount.objects.order_by("pk").values_list("surface", "language", "choice", "total")
    assert list(counts) == [("banner", "yo", "accept", 2), ("settings", "en", "mixed", 1)]


def listed(*names):
    analytics = Purpose.objects.get(slug="analytics")
    for name in names:
        StorageItem.objects.create(purpose=analytics, name=name, duration=13, duration_unit="month")
    policy.publish()


def test_decline_expires_the_listed_cookies_on_host_and_domain(client, settings):
    settings.ALLOWED_HOSTS = [".news.example"]
    listed("_pk_id.*", "_pk_ses.*")
    client.cookies.load({"_pk_id.1.ab": "x", "_pk_ses.1.ab": "x", "sessionid": SESSION, "other": "o"})
    response = decide(client, "decline", headers={"Host": "www.news.example"})
    expired = {(c.key, c["domain"], c["path"]) for c in response.cookies.values() if c["max-age"] == 0}
    domains = ["", "www.news.example", "news.example"]
    assert expired == {(name, domain, "/") for name in ("_pk_id.1.ab", "_pk_ses.1.ab") for domain in domains}


def test_accept_expires_nothing(client):
    listed("_pk_id.*")
    client.cookies.load({"_pk_id.1.ab": "x"})
    assert list(decide(client, "accept").cookies) == ["__Host-consent"]


def test_cookie_of_a_necessary_purpose_is_never_expired(client):
    listed("sess*")
    client.cookies.load({"sessionid": SESSION})
    assert list(decide(client, "decline").cookies) == ["__Host-consent"]


def test_cookie_on_loopback_needs_no_https(client):
    response = decide(client, headers={"Host": "localhost:8000"}, secure=False)
    assert list(response.cookies) == ["consent"]
    assert not response.cookies["consent"]["secure"]


def test_holder_of_a_decision_is_sent_no_cookie_again(client):
    hold_answer(client, is_yes=False)
    assert not client.get("/cookies/", secure=True).cookies
