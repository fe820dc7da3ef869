"""Setting up one's own publication from the command line."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from factories.publication import make_publication
from newsroom.consent.models import PolicyVersion
from newsroom.publication.management.commands.start import set_up
from newsroom.publication.models import Page, Publication

pytestmark = pytest.mark.django_db
PASSWORD = "tidewater-at-noon"
ANSWERS = {
    "name": "The Tidewater Post",
    "address": "https://tidewater.example/",
    "languages": "yo, en",
    "time_zone": "Africa/Lagos",
    "username": "folake",
    "email": "folake@tidewater.example",
}


def start(**changes):
    out = io.StringIO()
    call_command("start", no_input=True, stdout=out, **ANSWERS | changes)
    return out.getvalue()


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv("NEWSROOM_ADMIN_PASSWORD", PASSWORD)


@pytest.fixture
def typed(monkeypatch):
    """Answer the questions one after the other; end of input after the last."""

    def answer(*lines, password=PASSWORD):
        waiting = iter(lines)

        def read(prompt=""):
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)
        monkeypatch.setattr("getpass.getpass", lambda prompt="": password)

    return answer


def test_start_sets_up_the_publication(password):
    assert "sign in at https://tidewater.example/admin/ as folake" in start()
    found = Publication.current()
    assert (found.name, found.address) == ({"yo": "The Tidewater Post"}, "https://tidewater.example")
    assert (found.languages, found.default_language, found.time_zone) == (["yo", "en"], "yo", "Africa/Lagos")


def test_start_makes_a_superuser_who_can_sign_in(client, password):
    start()
    assert get_user_model().objects.get(username="folake").is_superuser
    assert client.login(username="folake", password=PASSWORD)


def test_start_asks_readers_for_no_consent(password):
    start()
    purposes = PolicyVersion.objects.get().purposes
    assert [purpose["slug"] for purpose in purposes] == ["necessary"]


def test_start_leaves_no_other_row(password):
    start()
    assert (Page.objects.count(), get_user_model().objects.count()) == (0, 1)


def test_start_refuses_a_second_publication(password):
    make_publication()
    with pytest.raises(CommandError, match="There is a publication already"):
        start()


def test_start_names_every_missing_answer():
    with pytest.raises(CommandError) as refused:
        call_command("start", no_input=True)
    assert str(refused.value).splitlines() == [
        "--name: This needs an answer.",
        "--address: This needs an answer.",
        "--username: This needs an answer.",
        "--email: This needs an answer.",
        "NEWSROOM_ADMIN_PASSWORD: This needs an answer.",
    ]


@pytest.mark.parametrize(
    ("answer", "value", "words"),
    [
        ("address", "ftp://tidewater.example", "--address: “ftp://tidewater.example” is no web address"),
        ("languages", "en,xx", "--languages: There is no interface in “xx”"),
        ("default_language", "fr", "--default-language: Choose one of yo, en."),
        ("time_zone", "Lagos", "--time-zone: “Lagos” is no time zone"),
        ("username", "two words", "--username: Enter a valid username"),
        ("email", "folake", "--email: Enter a valid email address."),
    ],
)
def test_start_refuses_a_wrong_answer_and_sets_up_nothing(password, answer, value, words):
    with pytest.raises(CommandError, match=words):
        start(**{answer: value})
    assert not Publication.objects.exists()
    assert not get_user_model().objects.exists()


def test_start_refuses_a_weak_password(monkeypatch):
    monkeypatch.setenv("NEWSROOM_ADMIN_PASSWORD", "folake")
    with pytest.raises(CommandError, match="too similar to the username"):
        start()


def test_start_refuses_a_name_somebody_has(password):
    get_user_model().objects.create_user("folake")
    with pytest.raises(CommandError, match="somebody called folake already"):
        start()


def test_start_asks_again_until_the_answer_will_do(typed):
    typed("The Tidewater Post", "tidewater", "https://tidewater.example", "en", "", "", "folake", "f@tidewater.example")
    err = io.StringIO()
    call_command("start", stdout=io.StringIO(), stderr=err)
    assert "“tidewater” is no web address" in err.getvalue()
    assert Publication.current().time_zone == "UTC"


def test_start_takes_options_as_answers(typed):
    typed()
    call_command("start", stdout=io.StringIO(), **ANSWERS, default_language="en")
    assert Publication.current().default_language == "en"


def test_start_without_anyone_to_answer_sets_up_nothing(typed):
    typed("The Tidewater Post")
    with pytest.raises(CommandError, match="Nothing was set up"):
        call_command("start", stdout=io.StringIO())
    assert not Publication.objects.exists()


def test_set_up_is_all_or_nothing():
    get_user_model().objects.create_user("folake")
    answers = ANSWERS | {"languages": ["en"], "default_language": "en", "password": PASSWORD}
    with pytest.raises(IntegrityError):
        set_up(answers)
    assert not Publication.objects.exists()
