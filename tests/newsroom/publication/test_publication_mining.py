"""What machines are told about training AI and mining: headers, robots.txt, the policy, and the record of a change."""

import json
import re
from urllib.robotparser import RobotFileParser

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from factories.people import make_user
from factories.publication import make_publication
from newsroom.audit.models import Event, Secret
from newsroom.publication import mining
from newsroom.publication.models import Publication
from newsroom.publication.operations.publication import save_publication

pytestmark = pytest.mark.django_db
SCREEN = "/admin/publication/publication/1/change/"
FILES = ["/tdm-policy.json", "/.well-known/tdmrep.json"]


@pytest.fixture
def reserved(db):
    return make_publication(mining="reserved")


def test_nothing_is_said_unless_the_publisher_says_it(client, publication):
    assert mining.headers(publication) == {}
    assert "train-ai" not in client.get("/robots.txt").text


def test_reservation_is_said_in_headers(reserved):
    assert mining.headers(reserved) == {
        "Content-Usage": "train-ai=n",
        "tdm-reservation": "1",
        "tdm-policy": "https://tidewater.example/tdm-policy.json",
    }


def test_permission_is_said_in_headers_and_robots(client):
    headers = mining.headers(make_publication(mining="allowed"))
    assert headers == {"Content-Usage": "train-ai=y", "tdm-reservation": "0"}
    text = client.get("/robots.txt").text
    assert "\n# The headers of stories say Content-Usage: train-ai=y (draft-ietf-" in text
    assert "GPTBot" not in text


def test_draft_is_left_out_where_drafts_are_turned_off(client, reserved, settings):
    settings.AI_DRAFT_STANDARDS = False
    assert mining.headers(reserved).keys() == {"tdm-reservation", "tdm-policy"}
    text = client.get("/robots.txt").text
    assert "Content-Usage" not in text
    assert "User-agent: GPTBot" in text


def test_header_carries_ascii_whatever_the_address(reserved):
    reserved.address = "https://ìròyìn.example"
    assert mining.headers(reserved)["tdm-policy"].isascii()


def test_robots_names_the_preference_and_the_drafts_version_in_a_comment(client, reserved):
    everyone = client.get("/robots.txt").text.split("\n\n")[0].splitlines()
    assert everyone[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert everyone[2].startswith("# The headers of stories say Content-Usage: train-ai=n (draft-ietf-aipref-attach-")


def test_robots_has_only_the_directives_that_validators_know(client, reserved):
    lines = [
        line.partition(":")[0] for line in client.get("/robots.txt").text.splitlines() if line[:1] not in ("", "#")
    ]
    assert set(lines) == {"User-agent", "Disallow", "Sitemap"}


@pytest.mark.parametrize(
    ("agent", "may"),
    [(crawler.token, False) for crawler in mining.CRAWLERS]
    + [(name, True) for name in ("Googlebot", "Applebot", "OAI-SearchBot", "ChatGPT-User", "Claude-User", "bingbot")],
)
def test_training_is_asked_to_stay_away_and_search_is_let_in(client, reserved, agent, may):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    assert parser.can_fetch(agent, "/2026/11/23/harbour/") is may
    assert not parser.can_fetch(agent, "/admin/")
    assert parser.site_maps() == ["https://tidewater.example/sitemap.xml"]


def test_crawlers_are_named_once_each_with_a_source():
    tokens = [crawler.token for crawler in mining.CRAWLERS]
    assert len({token.casefold() for token in tokens}) == len(tokens)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", token) for token in tokens)
    assert all(crawler.source.startswith("https://") for crawler in mining.CRAWLERS)


def test_policy_names_the_publication_and_asks_for_consent(client, reserved):
    answer = client.get("/tdm-policy.json")
    policy = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    assert (policy["@type"], policy["profile"]) == ("Offer", "http://www.w3.org/ns/tdmrep")
    assert policy["uid"] == "https://tidewater.example/tdm-policy.json"
    assert policy["assigner"]["vcard:fn"] == "The Tidewater Post"
    assert policy["permission"][0]["action"] == "tdm:mine"
    assert policy["permission"][0]["duty"] == [{"action": "obtainConsent"}]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mining_contact": "rights@tidewater.example"}, {"vcard:hasEmail": "mailto:rights@tidewater.example"}),
        (
            {"mining_contact": "https://tidewater.example/rights/"},
            {"vcard:hasURL": "https://tidewater.example/rights/"},
        ),
        ({"responsible_contact": "desk@tidewater.example"}, {"vcard:hasEmail": "mailto:desk@tidewater.example"}),
        ({"responsible_contact": ""}, {}),
        (
            {"mining_contact": "a@tidewater.example", "responsible_contact": "b@tidewater.example"},
            {"vcard:hasEmail": "mailto:a@tidewater.example"},
        ),
    ],
)
def test_policy_says_whom_to_ask(client, fields, said):
    make_publication(mining="reserved", **fields)
    assigner = client.get("/tdm-policy.json").json()["assigner"]
    assert {name: value for name, value in assigner.items() if name.startswith("vcard:has")} == said


def test_rules_of_the_site_lead_to_the_policy(client, reserved):
    answer = client.get("/.well-known/tdmrep.json")
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == [
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://tidewater.example/tdm-policy.json"}
    ]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("position", ["", "allowed"])
def test_files_answer_as_a_random_address_where_nothing_is_reserved(client, path, position):
    make_publication(mining=position)
    random = path.replace("tdm", "xxx")
    found, other = client.get(path), client.get(random)
    assert (found.status_code, other.status_code) == (404, 404)
    assert found.content.replace(path.encode(), b"") == other.content.replace(random.encode(), b"")


@pytest.mark.parametrize("path", ["/robots.txt", *FILES])
def test_files_ask_the_database_for_the_publication_alone(client, reserved, django_assert_num_queries, path):
    with django_assert_num_queries(1):
        client.get(path)


def test_files_have_no_language(client, reserved):
    assert [client.get(f"/yo{path}").status_code for path in FILES] == [404, 404]


def test_unknown_position_is_refused_by_form_and_database(publication):
    publication.mining = "perhaps"
    with pytest.raises(ValidationError):
        publication.full_clean()
    with pytest.raises(IntegrityError):
        Publication.objects.update(mining="perhaps")


def form(**changes):
    return {
        "name__en": "The Tidewater Post",
        "address": "https://tidewater.example",
        "languages": ["en"],
        "default_language": "en",
        "time_zone": "Africa/Lagos",
        "headline_type": "newsroom",
        "body_type": "serif",
    } | changes


def test_change_on_the_screen_is_saved_and_recorded_once(client, publication):
    client.force_login(make_user(superuser=True))
    answer = client.post(SCREEN, form(mining="reserved", mining_contact="rights@tidewater.example"))
    assert answer.status_code == 302
    assert Publication.current().mining == "reserved"
    event = Event.objects.get(action="publication.mining_changed")
    assert json.loads(event.payload)["data"] == {"from": "", "to": "reserved"}
    assert "rights@" not in event.payload
    assert Secret.objects.get(event=event, field="contact").value == '"rights@tidewater.example"'


def test_other_settings_saved_again_are_not_recorded_as_a_change(client, reserved):
    client.force_login(make_user(superuser=True))
    client.post(SCREEN, form(mining="reserved", tagline__en="From the coast"))
    assert Publication.current().tagline == {"en": "From the coast"}
    assert not Event.objects.filter(action="publication.mining_changed").exists()


def test_contact_alone_is_a_change_too(reserved):
    reserved.mining_contact = "rights@tidewater.example"
    save_publication(reserved, actor=make_user(superuser=True))
    assert Event.objects.filter(action="publication.mining_changed").count() == 1


def test_refused_screen_records_nothing_and_keeps_the_choice(client, publication):
    client.force_login(make_user(superuser=True))
    answer = client.post(SCREEN, form(mining="reserved", mining_contact="call us"))
    errors = answer.context["adminform"].form.errors
    assert "neither an e-mail address nor a web address" in errors["mining_contact"][0]
    assert re.search(r'name="mining" value="reserved"[^>]* checked', answer.text)
    assert not Event.objects.exists()
