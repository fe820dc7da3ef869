"""The newsletter's form and the link to support the newsroom: nothing where unset, and nowhere else than configured."""

import re

import pytest
from django.conf import settings

from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.web_service import web_service
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
SCREEN = "/admin/publication/publication/1/change/"
LETTER = {
    "newsletter_url": "https://lists.example/subscribe?u=1&id=2",
    "newsletter_email_field": "EMAIL",
    "newsletter_hidden": "list=daily\n\nsource = site=1",
    "newsletter_text": {"en": "Ten lines every <weekday>."},
    "newsletter_provider": "Letterbox & Sons",
    "newsletter_privacy_url": "https://lists.example/privacy",
}


@pytest.fixture
def root(client):
    person = make_user(superuser=True)
    client.force_login(person)
    return person


def form(**changes):
    said = {name: value for name, value in LETTER.items() if name != "newsletter_text"}
    fields = {
        "name__en": "The Tidewater Post",
        "address": "https://tidewater.example",
        "languages": ["en", "yo"],
        "default_language": "en",
        "time_zone": "Africa/Lagos",
        "headline_type": "newsroom",
        "body_type": "serif",
        "newsletter_text__en": "Ten lines every weekday.",
    }
    return fields | said | changes


def form_action(response):
    return re.search("form-action ([^;]*)", response["Content-Security-Policy"])[1]


def test_unset_newsletter_and_support_leave_nothing_on_the_page(client, publication):
    html = client.get("/privacy/").text
    assert 'class="take-part' not in html
    assert "Newsletter" not in html
    assert form_action(client.get("/privacy/")) == "'self'"


def test_form_goes_straight_to_the_provider_with_its_fields(client):
    make_publication(**LETTER)
    html = client.get("/nowhere/").text
    block = html.partition('id="newsletter"')[2].partition("</section>")[0]
    assert '<form action="https://lists.example/subscribe?u=1&amp;id=2" method="post">' in block
    hidden = re.findall('<input type="hidden" name="([^"]*)" value="([^"]*)">', block)
    assert hidden == [("list", "daily"), ("source", "site=1")]
    assert re.search('<input id="newsletter-address" name="EMAIL" type="email" required', block)
    assert "Ten lines every &lt;weekday&gt;." in block
    assert '<a href="https://lists.example/privacy">Privacy policy of <bdi>Letterbox &amp; Sons</bdi></a>' in block


def test_sentence_in_another_language_is_marked(client):
    make_publication(**LETTER, support_url="https://give.example/", support_label={"en": "Join us"})
    html = client.get("/yo/nowhere/").text
    assert '<p><span lang="en" dir="ltr">Ten lines every' in html
    assert '<a class="button" href="https://give.example/"><span lang="en" dir="ltr">Join us</span></a>' in html


def test_support_link_has_words_of_ours_where_none_are_written(client):
    make_publication(support_url="https://give.example/")
    html = client.get("/nowhere/").text
    assert '<a class="button" href="https://give.example/">Support our work</a>' in html
    assert "newsletter-address" not in html


def test_policy_lets_forms_go_to_the_provider_alone_and_follows_the_settings(client, publication):
    Publication.objects.update(**LETTER)
    assert {form_action(client.get(path)) for path in ("/nowhere/", "/yo/privacy/")} == {"'self' https://lists.example"}
    Publication.objects.update(newsletter_url="https://Post.example:8443/in")
    assert form_action(client.get("/nowhere/")) == "'self' https://post.example:8443"
    assert settings.DESK_CSP["form-action"] == ["'self'"]
    Publication.objects.update(newsletter_url="")
    assert form_action(client.get("/nowhere/")) == "'self'"


def test_privacy_page_names_the_provider_because_it_is_configured(client):
    make_publication(**LETTER)
    make_page("privacy")
    html = client.get("/privacy/").text.partition("<footer")[0]
    assert "goes straight to <bdi>Letterbox &amp; Sons</bdi>" in html
    assert "https://lists.example/privacy" in html


def test_settings_are_saved_and_the_change_of_address_is_on_record(client, publication, root):
    assert client.post(SCREEN, form(support_url="https://give.example/")).status_code == 302
    found = Publication.objects.get()
    assert (found.newsletter_url, found.support_url) == (LETTER["newsletter_url"], "https://give.example/")
    assert client.post(SCREEN, form(newsletter_provider="Others")).status_code == 302
    [event] = Event.objects.filter(action="publication.newsletter_changed")
    assert event.data == {"from": "", "to": LETTER["newsletter_url"]}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("newsletter_url", "http://lists.example/subscribe", "begins with https://"),
        ("newsletter_url", "javascript:alert(1)", "begins with https://"),
        ("newsletter_url", "https://lists.example;script-src *", "begins with https://"),
        ("newsletter_url", "https://lists.example, https://evil.example", "begins with https://"),
        ("newsletter_url", "https://tidewater.example@evil.example/", "begins with https://"),
        ("newsletter_url", "//lists.example/", "begins with https://"),
        ("newsletter_privacy_url", "javascript:alert(1)", "begins with https://"),
        ("newsletter_privacy_url", "", "how the provider treats their address"),
        ("newsletter_provider", "", "Name who sends the newsletter"),
        ("newsletter_text__en", "", "Say in a sentence what one gets"),
        ("newsletter_email_field", "e mail", "is no field name"),
        ("newsletter_hidden", "list", "write the field’s name, = and its value"),
        ("newsletter_hidden", '"><script>=1', "write the field’s name, = and its value"),
        ("newsletter_hidden", "list=" + "x" * 301, "is longer than 300 characters"),
        ("newsletter_hidden", "\n".join(f"a{n}=1" for n in range(21)), "21 fields are more than 20"),
        ("newsletter_hidden", "EMAIL=all@example.org", "Leave that line out"),
        ("support_url", "javascript:alert(1)", "begins with https://"),
        ("support_url", "ftp://give.example/", "begins with https://"),
    ],
)
def test_what_could_lead_readers_astray_is_refused_at_its_field(client, publication, root, field, value, words):
    errors = client.post(SCREEN, form(**{field: value})).context["adminform"].form.errors
    assert words in " ".join(errors[field.removesuffix("__en")])
    assert Publication.objects.get().newsletter_url == ""


@pytest.mark.django_db(transaction=True)
def test_sign_up_arrives_at_the_provider_without_script(live_server, browser):
    with web_service() as provider, web_service() as stranger:
        provider.status = stranger.status = 200
        address = {"newsletter_url": f"{provider.url}subscribe", "address": live_server.url}
        make_publication(**(LETTER | address))
        make_page()
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/yo/about/")
        page.locator("#newsletter-address").fill("ada@tidewater.example")
        with page.expect_navigation(url=f"{provider.url}subscribe"):
            page.keyboard.press("Enter")
        sent = "list=daily&source=site%3D1&EMAIL=ada%40tidewater.example"
        assert provider.told[0] == ("/subscribe", "application/x-www-form-urlencoded", sent)
        assert page.context.cookies() == []
        page = browser.new_context().new_page()
        page.goto(f"{live_server.url}/about/")
        page.evaluate("url => { document.querySelector('#newsletter form').action = url; }", stranger.url)
        page.locator("#newsletter-address").fill("ada@tidewater.example")
        with page.expect_console_message(lambda said: "form-action" in said.text):
            page.keyboard.press("Enter")
        assert stranger.told == []
