import os
import signal
import socket
import subprocess
import sys
from functools import partial
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.demo import generate
from articles.models import Edition, EditionTag, Story, Tag
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_section, make_tag
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom():
    """A small demo newsroom, quick to make."""
    make_publication(is_demo=True)
    make_section()
    make_author()
    return make_tag("harbour")


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(generate, "BATCH", 2)


def demo(*arguments, stdout=None):
    """Run the command without serving; return what it printed."""
    stdout = stdout or StringIO()
    call_command("demo", "--no-serve", *arguments, stdout=stdout)
    return stdout.getvalue()


def test_it_says_where_the_newsroom_is_and_who_can_sign_in(newsroom):
    printed = demo("--port", "8123")
    assert "http://127.0.0.1:8123/" in printed
    for username in ("reporter", "editor", "publisher", "administrator", "root"):
        assert f"{username}-demo-1" in printed


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("http://127.0.0.1:8000", "http://127.0.0.1:8123"), ("https://tidewater.example", "https://tidewater.example")],
)
def test_full_addresses_lead_to_its_port_unless_it_stands_elsewhere(newsroom, client, was, becomes):
    Publication.objects.update(address=was)
    demo("--port", "8123")
    assert f"<link>{becomes}/</link>" in client.get("/feeds/rss.xml").text


def test_started_again_it_keeps_what_is_there(newsroom):
    demo("--stories", "1")
    story = Story.objects.get()
    Story.objects.update(headline="Edited since")
    demo()
    story.refresh_from_db()
    assert story.headline == "Edited since"


def test_generated_stories_are_live_with_tags_that_count_them(newsroom, small_batches):
    assert "5 of 5 stories" in demo("--stories", "5")
    assert Edition.objects.live().filter(bylines__isnull=False).count() == 5
    for tag in Tag.objects.all():
        assert tag.live_count == EditionTag.objects.filter(tag=tag, edition__is_live=True).count()


def test_generated_stories_open(newsroom, client):
    demo("--stories", "2")
    assert [client.get(edition.get_absolute_url()).status_code for edition in Edition.objects.all()] == [200, 200]


def test_more_stories_have_addresses_of_their_own(newsroom):
    demo("--stories", "3")
    demo("--stories", "3")
    assert len(set(Edition.objects.values_list("slug", flat=True))) == 6


def test_ctrl_c_keeps_the_batches_that_are_done_and_says_how_many(newsroom, small_batches):
    class Interrupted(StringIO):
        def write(self, text):
            if "4 of 10" in text:
                raise KeyboardInterrupt
            return super().write(text)

    with pytest.raises(CommandError, match=r"Stopped. 4 of 10 stories are in, and stay\."):
        demo("--stories", "10", stdout=Interrupted())
    assert Edition.objects.live().count() == 4


def test_stories_need_a_section_and_an_author():
    make_publication(is_demo=True)
    with pytest.raises(CommandError, match="Stories need a section and an author"):
        demo("--stories", "1")


def test_fewer_than_no_stories_are_refused():
    with pytest.raises(CommandError, match="--stories takes a number from 0 up"):
        demo("--stories", "-1")


def test_port_in_use_is_refused_before_anything_is_loaded():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use"):
            call_command("demo", "--port", str(port))
    assert Story.objects.count() == 0


def test_production_settings_are_refused(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="unset NEWSROOM_SECRET_KEY"):
        demo()


@pytest.mark.parametrize("option", ["--stories=1", "--reset"])
def test_own_publication_is_left_alone(option):
    publication = make_publication()
    with pytest.raises(CommandError, match=r"holds your own publication, at https://tidewater\.example"):
        demo(option)
    publication.refresh_from_db()
    assert Story.objects.count() == 0


def test_accounts_without_a_publication_are_left_alone():
    make_user()
    with pytest.raises(CommandError, match="holds people's accounts"):
        demo()


def run(tmp_path, *arguments, **environment):
    """Start the command as a newcomer does, with a place of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "demo", "--no-serve", *arguments],
        env=inherited | {"NEWSROOM_VAR": str(tmp_path), "PYTHONUNBUFFERED": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite run in the background of a script inherits that Ctrl-C is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def test_ctrl_c_while_a_new_database_loads_leaves_no_trace(tmp_path):
    started = run(tmp_path)
    assert "Loading the demo newsroom" in started.stdout.readline()
    started.send_signal(signal.SIGINT)
    _printed, said = started.communicate(timeout=60)
    assert said.strip() == "CommandError: Stopped before the demo was loaded; nothing of it is kept."
    assert [path for path in tmp_path.glob("media/**/*") if path.is_file()] == []


def test_database_that_does_not_answer_is_a_sentence(tmp_path):
    (tmp_path / "newsroom.sqlite3").mkdir()
    _printed, said = run(tmp_path).communicate(timeout=60)
    assert said.strip() == (
        "CommandError: The database does not answer. Check that it runs and that DATABASE_URL names it. "
        "It says: unable to open database file"
    )
