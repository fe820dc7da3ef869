"""Pages carry the styles they need and no others; the policy allows each group; the page goes out compressed."""

import gzip
import re

import pytest

from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_policy, make_section, make_tag
from newsroom import assets
from newsroom.consent.operations import policy

pytestmark = pytest.mark.django_db
CLASS = re.compile(r"\.(-?[a-z][\w-]*)")
BODY = "<p>One.</p><table><tbody><tr><td><p>Two.</p></td></tr></tbody></table>"
PATHS = ["/", "/sections/harbour/", "/authors/ada-reed/", "/archive/", "/corrections/", "/search/?q=ferry", "/ai/"]
PATHS += ["/ai/log/", "/ai/report/", "/privacy/", "/cookies/", "/nope/", "/feeds/", "/sections/harbour/digest/"]


@pytest.fixture
def story():
    make_publication()
    make_page("privacy")
    policy.install_defaults(analytics_enabled=True)
    make_policy(pk=1)
    shared = {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Reed")]}
    make_live(**shared)
    return make_live(level="generated", body=BODY, **shared).get_absolute_url()


def inlined(html):
    return re.findall(r"<style>(.*?)</style>", html, re.DOTALL)


def test_every_style_sheet_is_in_one_group():
    files = {
        path.relative_to(assets.STATIC / "css").with_suffix("").as_posix()
        for path in assets.STATIC.glob("css/**/*.css")
    }
    listed = [name for names in assets.GROUPS.values() for name in names]
    forgotten = sorted(files - set(listed))
    assert not forgotten, f"No page would carry {forgotten}: list it in a group of GROUPS in newsroom/assets.py."
    assert sorted(listed) == sorted(set(listed)), "A style sheet is in two groups of newsroom/assets.py."


def test_page_carries_every_rule_for_the_classes_it_uses(client, story):
    for path in [story, *PATHS]:
        html = client.get(path).text
        left_out = set(assets.STYLES) - set(assets.styles_for(html))
        used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
        for group in left_out:
            for selector in re.findall(r"[^{};,]+(?=[{,])", assets.STYLES[group].css):
                classes = set(CLASS.findall(selector))
                assert not classes or not classes <= used, (path, group, selector)


def test_page_leaves_out_the_styles_of_other_pages(client, story):
    carried = {path: assets.styles_for(client.get(path).text) for path in (story, "/", "/privacy/")}
    assert carried == {
        story: ["frame", "consent", "cards", "story", "insets"],
        "/": ["frame", "consent", "front", "cards"],
        "/privacy/": ["frame", "consent", "story", "pages"],
    }


def test_policy_allows_every_group_on_every_page(client, story):
    policies = set()
    for path in [story, *PATHS]:
        response = client.get(path)
        policies.add(response.headers["Content-Security-Policy"])
        assert inlined(response.text), path
        for css in inlined(response.text):
            assert assets._hash(css) in response.headers["Content-Security-Policy"], path
    assert len(policies) == 1


def test_class_that_a_selector_excludes_is_not_needed():
    need = assets.needs_of(".a:not(.b) > .c, .d:is(.e, .f), p{}")
    assert need == {frozenset("ac"), frozenset("d"), frozenset()}


def test_page_has_no_blank_line_and_no_indent(client, story):
    assert not re.search(r"\n\s", client.get(story).text)


def test_public_page_goes_out_compressed_and_the_same_each_time(client, story):
    plain, packed, again = client.get(story), *(client.get(story, headers={"accept-encoding": "gzip"}) for _ in "ab")
    assert gzip.decompress(packed.content) == plain.content
    assert (packed.content, packed.headers["Vary"]) == (again.content, "Accept-Encoding")


def test_compressed_page_asked_again_with_its_etag_is_not_sent_twice(client, story):
    first = client.get(story, headers={"accept-encoding": "gzip"})
    again = client.get(story, headers={"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/admin/", "/cookies/"])
def test_page_of_one_visitor_is_not_compressed(client, story, path):
    client.force_login(make_user(superuser=True))
    response = client.get(path, headers={"accept-encoding": "gzip"})
    assert (response.status_code, response.has_header("Content-Encoding")) == (200, False)
