import base64
import hashlib
import re
import unicodedata

import pytest

from factories.consents import hold_answer
from factories.people import make_user
from newsroom.consent.models import Purpose
from newsroom.consent.operations import policy

NEW, YES, NO = None, True, False


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def body_of(client, path, **headers):
    return client.get(path, secure=True, headers=headers).content.decode()


def banner_of(html):
    return re.search(r"<section class=\"consent\".*?</section>", html, re.S)[0]


@pytest.mark.usefixtures("asking_site")
@pytest.mark.parametrize("path", ["/", "/cookies/", "/no-such-page/"])
def test_public_page_sets_no_cookie_and_varies_by_none(client, path):
    response = client.get(path, secure=True)
    assert (len(response.cookies), "cookie" in response.get("Vary", "").lower()) == (0, False)


@pytest.mark.usefixtures("asking_site")
def test_page_carries_nothing_of_the_counter_but_its_address_in_the_settings(client):
    html = body_of(client, "/")
    settings = (
        '<script type="application/json" id="consent-config">{"analytics": "/static/js/components/counter.js"}</script>'
    )
    assert html.count("counter.js") == html.count(settings) == 1
    assert not re.search(r"preconnect|dns-prefetch|<noscript>\s*<img", html)


@pytest.mark.usefixtures("asking_site")
def test_banner_is_one_form_with_two_equal_buttons(client):
    html = body_of(client, "/")
    assert html.count('method="post" action="/consent/"') == 1
    buttons = re.findall(r'<button class="([^"]+)" type="submit" name="choice" value="(\w+)">', banner_of(html))
    assert buttons == [("button", "accept"), ("button", "decline")]


@pytest.mark.usefixtures("asking_site")
def test_banner_stands_first_in_the_body_before_the_skip_link(client):
    body = body_of(client, "/").partition("<body>")[2].lstrip()
    assert body.startswith('<section class="consent" id="consent"')
    assert body.index("</section>") < body.index("skip-link")


@pytest.mark.usefixtures("asking_site")
def test_banner_says_the_english_words(client):
    banner = banner_of(body_of(client, "/"))
    assert text_of(banner) == (
        "This page uses cookies We use cookies for analytics to improve our site. "
        "Read our privacy policy for more information. Accept Decline"
    )
    assert '<a href="/privacy/">privacy policy</a>' in banner


@pytest.mark.usefixtures("asking_site")
def test_banner_says_the_yoruba_words(client):
    banner = banner_of(body_of(client, "/yo/"))
    words = (
        "Ojú-ìwé yìí nlo kuki A nlo kuki fun itupalẹ lati mu ilọsiwaju wa. "
        "Ka ìlànà àṣírí wa fun alaye siwaju sii. Gbà Kọ"
    )
    assert text_of(banner) == unicodedata.normalize("NFC", words)
    assert '<a href="/yo/privacy/">ìlànà àṣírí</a>' in banner


@pytest.mark.usefixtures("asking_site")
def test_confirmations_link_the_settings_of_their_language(client):
    assert 'id="consent-declined"' in body_of(client, "/yo/")
    assert body_of(client, "/yo/").count('href="/yo/cookies/"') >= 3


@pytest.mark.usefixtures("asking_site")
def test_form_returns_to_the_path_without_its_query(client):
    assert '<input type="hidden" name="next" value="/cookies/">' in body_of(client, "/cookies/?secret=1")


@pytest.mark.usefixtures("asking_site")
def test_page_is_the_same_for_every_visitor(client):
    bodies = {body_of(client, "/"), body_of(client, "/", **{"Sec-GPC": "1", "DNT": "1"})}
    for is_yes in (True, False):
        hold_answer(client, is_yes=is_yes)
        bodies.add(body_of(client, "/"))
    client.cookies["__Host-consent"] = "x" * 5000
    bodies.add(body_of(client, "/"))
    assert len(bodies) == 1


@pytest.mark.usefixtures("asking_site")
def test_head_script_is_the_one_the_policy_allows(client):
    response = client.get("/", secure=True)
    script = re.search(r"<script>(.*?)</script>", response.content.decode(), re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = response["Content-Security-Policy"]
    assert f"'sha256-{digest}'" in allowed
    assert not re.search("unsafe-inline|unsafe-eval|nonce", allowed)


@pytest.mark.usefixtures("asking_site")
@pytest.mark.parametrize("path", ["/", "/cookies/", "/no-such-page/"])
def test_every_page_links_the_settings_in_its_footer(client, path):
    footer = body_of(client, path).partition("<footer")[2]
    assert re.findall(r'<a[^>]*href="([^"]+)"[^>]*data-cookie-settings', footer) == ["/cookies/"]


@pytest.mark.usefixtures("site")
def test_site_that_asks_nothing_has_no_banner_but_the_link(client):
    policy.install_defaults(analytics_enabled=False)
    html = body_of(client, "/")
    assert not re.search(r'id="consent|data-consent-purposes|state\.css|<form[^>]+post|consent\.js', html)
    assert "data-cookie-settings" in html


@pytest.mark.usefixtures("asking_site")
def test_every_cookie_that_site_and_desk_set_is_in_the_table(client):
    person = make_user(superuser=True, password="of-a-test-1")
    client.post("/consent/", {"choice": "decline", "next": "/"}, secure=True, headers={"sec-fetch-site": "same-origin"})
    assert set(client.cookies) == {"__Host-consent"}
    client.get("/admin/login/", secure=True)
    client.post("/admin/login/", {"username": person.username, "password": "of-a-test-1"}, secure=True)
    page = {"title__en": "About", "slug": "about", "body__en": "<p>Us.</p>", "place": "", "position": 0}
    client.post("/admin/publication/page/add/", page, secure=True)
    for path in ("/privacy/", "/cookies/"):
        assert set(client.cookies) <= set(re.findall(r"<code[^>]*>([^<]*)</code>", body_of(client, path)))


@pytest.mark.usefixtures("asking_site")
def test_settings_list_every_published_item(client):
    response = client.get("/cookies/", secure=True)
    rows = [text_of(row) for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", response.content.decode(), re.S)]
    assert len(rows) == 4
    assert rows[0] == (
        "__Host-consent This site Your choice about cookies: the day and yes or no. Set only when you choose. "
        "Cookie First party 184 days"
    )
    assert (response["Cache-Control"], len(response.cookies)) == ("private, no-store", 0)


def switched_on(html):
    return re.findall(r'name="p\.(\w+)" value="on" checked', html)


@pytest.mark.usefixtures("asking_site")
@pytest.mark.parametrize(("is_yes", "expected"), [(NEW, []), (NO, []), (YES, ["analytics"])])
def test_settings_show_the_choice_that_was_made(client, is_yes, expected):
    if is_yes is not NEW:
        hold_answer(client, is_yes=is_yes)
    assert switched_on(body_of(client, "/cookies/")) == expected


@pytest.mark.usefixtures("asking_site")
def test_settings_are_off_after_yes_to_an_older_version(client):
    hold_answer(client, is_yes=True)
    Purpose.objects.filter(slug="analytics").update(provider="Someone else")
    policy.publish()
    assert switched_on(body_of(client, "/cookies/")) == []


@pytest.mark.usefixtures("asking_site")
def test_settings_are_the_visitors_own_receipt(client):
    hold_answer(client, is_yes=False)
    html = body_of(client, "/cookies/")
    assert re.search(r"<li>\s*\d+ \w+ \d{4}: Analytics refused, version 1\s*</li>", html)


@pytest.mark.usefixtures("asking_site")
@pytest.mark.parametrize("name", ["Sec-GPC", "DNT"])
def test_settings_say_that_the_browser_objects(client, name):
    html = body_of(client, "/cookies/", **{name: "1"})
    assert "Your browser asks sites not to share your data, so optional cookies are off." in html
    assert switched_on(html) == []


@pytest.mark.usefixtures("asking_site")
@pytest.mark.parametrize("value", ["0", "true", "11", ""])
def test_settings_take_no_other_value_for_a_signal(client, value):
    assert "cookies__signal" not in body_of(client, "/cookies/", **{"Sec-GPC": value})


@pytest.mark.usefixtures("site")
def test_settings_without_a_policy_offer_nothing_to_choose(client):
    assert "there is nothing to choose" in body_of(client, "/cookies/")


@pytest.mark.usefixtures("asking_site")
def test_settings_mark_the_language_of_a_fallback(client):
    Purpose.objects.filter(slug="analytics").update(title={"en": "Analytics"})
    policy.publish()
    assert '<span lang="en" dir="ltr">Analytics</span>' in body_of(client, "/yo/cookies/")
