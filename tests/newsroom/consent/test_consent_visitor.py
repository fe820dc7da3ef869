import pytest
from django.test import RequestFactory

from newsroom.consent import visitor


def request(**headers):
    return RequestFactory(headers=headers).post("/consent/")


@pytest.mark.parametrize("name", ["Sec-GPC", "DNT"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("1, 1", True), ("0", False), ("true", False), ("11", False), ("", False)],
)
def test_signal_counts_only_when_exactly_one(name, value, expected):
    assert visitor.has_signal(request(**{name: value})) is expected


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/story/"},
        {"Referer": "http://testserver"},
    ],
)
def test_own_form_is_recognised(headers):
    assert visitor.is_same_origin(request(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Referer": "http://testserver/"},
        {"Referer": "http://testserver.evil.example/"},
        {"Referer": "http://[broken"},
    ],
)
def test_foreign_form_is_recognised(headers):
    assert not visitor.is_same_origin(request(**headers))


@pytest.mark.parametrize("path", ["/", "/yo/", "/yo/ìròyìn/àṣírí/", "/tags/c%23/", "/a/?page=2"])
def test_return_path_keeps_our_own_paths(path):
    assert visitor.return_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "story/",
        "//evil.example/",
        "//",
        "///evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/a\x00",
        "/a\x85",
        "/" + "a" * 2000,
        "/" + "ẹ" * 300,
    ],
)
def test_return_path_is_the_front_page_for_anything_else(path):
    assert visitor.return_path(path) == "/"


def test_return_path_drops_the_fragment():
    assert visitor.return_path("/story/#comments") == "/story/"


@pytest.mark.parametrize(
    ("host", "is_secure", "name"),
    [
        ("127.0.0.1:8000", False, "consent"),
        ("localhost", False, "consent"),
        ("[::1]:8000", False, "consent"),
        ("localhost", True, "__Host-consent"),
        ("news.example", False, "__Host-consent"),
        ("news.example", True, "__Host-consent"),
    ],
)
def test_cookie_is_named_by_where_it_is_set(settings, host, is_secure, name):
    settings.ALLOWED_HOSTS = ["*"]
    asked = RequestFactory().get("/", headers={"Host": host}, secure=is_secure)
    assert visitor.cookie_name(asked) == name
