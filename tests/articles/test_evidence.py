"""What a newsroom hands to a lawyer: the right edition, whole, and a proof that can be checked without our program."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import statement
from articles.models import AIPolicy, Edition, Story
from articles.operations import publishing
from articles.operations.evidence import proof
from factories.people import make_user
from factories.publication import LANGUAGES, make_publication
from factories.stories import NOON, make_author, make_live, make_picture, make_review, make_story, publish
from newsroom.audit import triggers
from newsroom.audit.models import DailyHead, Event, Secret
from newsroom.audit.operations import heads
from newsroom.media.models import originals

pytestmark = pytest.mark.django_db
FILES = {
    *("chain.json", "edition.json", "index.html", "labels.json", "manifest.json", "pictures.json", "policy.json"),
    *("review.json", "statement.json", "verify.py", "words.json"),
    *(f"page-{code}.html" for code in LANGUAGES),
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that tests set: it shows ``clock.now``, at first noon."""

    class Clock:
        now = NOON

        def pass_to(self, minutes):
            self.now = NOON + timedelta(minutes=minutes)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def make(tmp_path, capsys):
    """Return a function that makes evidence and returns its files by name; ``make.path`` is the zip."""

    def run(story, minutes=None, **options):
        make_out = tmp_path / f"evidence-{len(list(tmp_path.iterdir()))}.zip"
        at = {} if minutes is None else {"at": (NOON + timedelta(minutes=minutes)).isoformat()}
        call_command("evidence", str(story), **at, **({"out": make_out} | options))
        run.path = make_out
        with zipfile.ZipFile(make_out) as folder:
            return {name: folder.read(name) for name in folder.namelist()}

    return run


def story_twice(clock, **fields):
    """Return a story by AI, published unchecked at noon, then checked and published again after an hour."""
    story = make_story(level="generated", headline="The ferry is late", body="<p>It was late.</p>", **fields)
    publish(story)
    clock.pass_to(60)
    story = edited(story, headline="The ferry is back")
    make_review(story, reviewer=make_user("editor", display_name="Dele Marchetti"), note="Rang the harbour.")
    publish(story, change="update", minutes=60)
    clock.pass_to(120)
    return story


def edited(story, **fields):
    """Return the story with its working copy changed."""
    Story.objects.filter(pk=story.pk).update(**fields)
    return Story.objects.get(pk=story.pk)


def verify(files, tmp_path, *heads_kept):
    """Return what the program in the files says, run by a Python that knows none of our code."""
    folder = tmp_path / "unpacked"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (tmp_path / "heads.jsonl").write_text("\n".join(heads_kept))
    command = [sys.executable, "-I", folder / "verify.py", *([tmp_path / "heads.jsonl"] if heads_kept else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode == 0) == ("", "DOES NOT HOLD" not in done.stdout)
    return done.stdout


def repacked(files, **changes):
    """Return the files with some changed, and the manifest made to fit as a forger would."""
    files = files | changes
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(files[name]).hexdigest() for name in manifest["files"]}
    return files | {"manifest.json": json.dumps(manifest).encode()}


def test_evidence_holds_the_pages_as_they_are_served(clock, make, client):
    story = story_twice(clock, authors=[make_author()], lead_picture=make_picture())
    files = make(story.pk)
    path = Edition.objects.live().get().get_absolute_url()
    served = {code: client.get(path if code == "en" else f"/{code}{path}").content for code in LANGUAGES}
    assert {code: files[f"page-{code}.html"] for code in LANGUAGES} == served
    assert set(files) == FILES


def test_evidence_holds_the_edition_of_the_time(clock, make):
    story = story_twice(clock)
    before, after = make(story.pk, 30), make(story.pk, 90)
    for files, words, label in [
        (before, "The ferry is late", "Reported by AI. Not checked by an editor."),
        (after, "The ferry is back", "Reported by AI, checked by an editor"),
    ]:
        assert words in files["page-en.html"].decode() and words in files["words.json"].decode()
        assert label in files["index.html"].decode() and label in files["page-en.html"].decode()
        assert json.loads(files["labels.json"])["frozen"]["words"] == label


def test_hashes_are_of_the_files_and_the_record_has_them(clock, make):
    files = make(story_twice(clock).pk)
    edition, event = Edition.objects.live().get(), Event.objects.filter(action="story.published").first()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert hashes["words.json"] == edition.content_sha256 == event.data["content_sha256"]
    assert hashes["statement.json"] == statement.sha256(edition.statement) == event.data["statement_sha256"]
    assert hashes["edition.json"] == event.data["edition_sha256"]
    assert json.loads(files["manifest.json"])["files"] == {n: h for n, h in hashes.items() if n != "manifest.json"}


def test_check_and_who_answers_for_it_are_handed_over(clock, make):
    AIPolicy.objects.create(reason="We begin.", published_at=NOON, label_reviewed=False)
    story = story_twice(clock)
    files = make(story.pk)
    review = json.loads(files["review.json"])["of_this_edition"]
    assert (review["reviewer"]["name"], review["responsible"]["name"]) == ("Dele Marchetti", "Salma Okonta")
    assert review["content_sha256"] == review["words_hash_to"] == hashlib.sha256(files["words.json"]).hexdigest()
    assert json.loads(make(story.pk, 30)["review.json"])["of_this_edition"] is None
    assert json.loads(files["policy.json"])["of_this_edition"]["version"] == AIPolicy.objects.get().pk
    assert "the policy left it off" in files["index.html"].decode()


def test_label_stands_in_every_language_with_the_catalogues_it_comes_from(clock, make):
    labels = json.loads(make(story_twice(clock).pk, 30)["labels.json"])["today"]
    assert labels["wordings"]["yo"]["chip"] == "Ti AI ṣe iroyin"
    name = "newsroom/locale/yo/LC_MESSAGES/django.mo"
    assert labels["catalogues"]["yo"][name] == hashlib.sha256((settings.BASE_DIR / name).read_bytes()).hexdigest()
    assert set(labels["wordings"]) == set(LANGUAGES)


def test_policy_of_the_edition_and_that_of_the_time_are_told_apart(clock, make):
    first = AIPolicy.objects.create(reason="We begin.", published_at=NOON)
    story = story_twice(clock)
    second = AIPolicy.objects.create(reason="We learn.", published_at=NOON + timedelta(minutes=70))
    policy = json.loads(make(story.pk, 90)["policy.json"])
    assert (policy["of_this_edition"]["version"], policy["at_that_time"]["version"]) == (first.pk, second.pk)


def test_same_time_makes_the_same_bytes(clock, make):
    story = story_twice(clock)
    make(story.pk, 90)
    first = make.path.read_bytes()
    clock.pass_to(150)
    make(story.pk, 90)
    assert make.path.read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as folder:
        assert {entry.date_time for entry in folder.infolist()} == {(2026, 11, 23, 13, 30, 0)}


def test_making_it_is_recorded_with_the_hash_of_the_zip(clock, make, capsys):
    story = story_twice(clock)
    make(story.pk, 90)
    event = Event.objects.filter(action="evidence.made").get()
    digest = hashlib.sha256(make.path.read_bytes()).hexdigest()
    assert (event.object, event.actor["name"]) == (f"story:{story.pk}", "command line")
    assert event.data == {"edition": 2, "at": "2026-11-23T13:30:00Z", "sha256": digest}
    assert f"SHA-256: {digest}" in capsys.readouterr().out


def test_outsider_finds_that_everything_holds(clock, make, tmp_path):
    story = story_twice(clock)
    make_live(minutes=110)
    clock.pass_to(60 * 24)
    heads.record_due()
    kept = DailyHead.objects.get().as_json
    said = verify(make(story.pk, 90), tmp_path, kept)
    assert "they lead to the daily head of 2026-11-23 (as kept in " in said
    assert said.endswith("Everything holds.\n")


def test_outsider_finds_that_the_newsroom_wrote_another_chain(clock, make, tmp_path):
    story = story_twice(clock)
    clock.pass_to(60 * 24)
    heads.record_due()
    head = json.loads(DailyHead.objects.get().as_json) | {"root": "0" * 64}
    assert "DOES NOT HOLD:  they lead to the daily head" in verify(make(story.pk, 90), tmp_path, json.dumps(head))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("words.json", b"ferry", b"lorry", "the words have the hash that the statement names"),
        ("statement.json", b"generated", b"none", "statement.json has the hash that the record keeps"),
        ("edition.json", b"was late", b"came early", "edition.json has the hash that the record keeps"),
        ("review.json", b'"content_sha256": "', b'"content_sha256": "0', "the check is of exactly these words"),
        ("chain.json", b"story.published", b"story.withdrawn", "is what was hashed"),
        ("chain.json", b"Rang the harbour", b"Asked the machine", "the reason of event"),
    ],
)
def test_outsider_finds_what_was_changed(clock, make, tmp_path, name, old, new, said):
    files = make(story_twice(clock).pk)
    changed = {name: files[name].replace(old, new)}
    assert files[name] not in changed.values()
    assert said in verify(repacked(files, **changed), tmp_path)


def test_outsider_finds_an_event_that_was_left_out(clock, make, tmp_path):
    files = make(story_twice(clock).pk)
    chain = json.loads(files["chain.json"])
    del chain["segments"][0][1]
    said = verify(repacked(files, **{"chain.json": json.dumps(chain).encode()}), tmp_path)
    assert "DOES NOT HOLD:  event 3 is what was hashed and follows the one before it" in said


def test_outsider_finds_a_file_that_is_not_as_it_was_packed(clock, make, tmp_path):
    files = make(story_twice(clock).pk)
    assert "page-yo.html is as it was packed" in verify(files | {"page-yo.html": b"Another"}, tmp_path)


def test_reasons_of_other_stories_are_not_handed_over(clock, make):
    story = story_twice(clock)
    publish(make_live().story, change="correction", note="The other story was wrong.")
    publish(story, change="correction", note="This story was wrong.", minutes=100)
    chain = make(story.pk)["chain.json"].decode()
    assert "This story was wrong." in chain and "Rang the harbour." in chain
    assert "The other story was wrong." not in chain


def test_erased_name_stays_erased(clock, make, tmp_path):
    story = story_twice(clock)
    Secret.objects.update(value=None, salt=None, actor="")
    assert verify(make(story.pk), tmp_path).endswith("Everything holds.\n")


def test_too_many_links_are_left_out_and_that_is_said(clock, make, tmp_path, monkeypatch):
    monkeypatch.setattr(proof, "MOST", 2)
    files = make(story_twice(clock).pk)
    assert "manage.py audit export" in files["index.html"].decode()
    said = verify(files, tmp_path)
    assert "left out: " in said and said.endswith("Everything holds.\n")


def test_edition_that_nobody_published_proves_nothing(clock, make, tmp_path):
    story = story_twice(clock)
    with triggers.lifted():
        Secret.objects.all().delete()
        Event.objects.all().delete()
    files = make(story.pk)
    assert "the record proves nothing about it" in files["index.html"].decode()
    assert "nothing proves: " in verify(files, tmp_path)


def test_altered_edition_is_handed_over_as_altered(clock, make, tmp_path):
    story = story_twice(clock)
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_edition SET body = '<p>It was early.</p>', review_id = NULL")
    files = make(story.pk)
    said = files["index.html"].decode()
    assert "somebody altered it" in said and "does not have the hash of the words" in said
    assert "DOES NOT HOLD:  edition.json" in verify(files, tmp_path)


def test_pictures_are_handed_over_with_the_hashes_of_their_files(clock, make):
    data = b"the original of a picture"
    picture = make_picture("trainedAlgorithmicMedia", digest=hashlib.sha256(data).hexdigest())
    originals().save(picture.file.name, ContentFile(data))
    story = story_twice(clock, lead_picture=picture)
    files = make(story.pk)
    (told,) = json.loads(files["pictures.json"])
    assert told["original"] == {"name": picture.file.name, "sha256": picture.digest}
    assert (told["origin_in_this_edition"], told["label_in_this_edition"]) == (picture.origin, "Image generated by AI")
    assert set(told["public_files"].values()) == {None}
    assert "Files that are gone" in files["index.html"].decode()


@pytest.mark.parametrize(
    "address",
    [
        "/2026/11/23/the-ferry/",
        "https://tidewater.example/yo/2026/11/23/the-ferry/",
        "https://tidewater.example/2026/11/23/the%2Dferry/ai.json",
        "2026/11/23/the-ferry",
    ],
)
def test_story_is_found_by_any_of_its_addresses(clock, make, address):
    story = story_twice(clock, slug="the-ferry")
    assert json.loads(make(address)["manifest.json"])["story"] == story.pk


def test_story_is_found_by_an_address_it_had_before(clock, make):
    story = story_twice(clock, slug="the-ferry")
    publish(edited(story, slug="another"), change="minor", minutes=90)
    for minutes, path in [(80, "the-ferry"), (100, "another")]:
        manifest = json.loads(make("/2026/11/23/the-ferry/", minutes)["manifest.json"])
        assert manifest["address"].endswith(f"/2026/11/23/{path}/")


def test_address_that_two_stories_had_leads_to_the_one_of_the_time(clock, make):
    first = story_twice(clock, slug="the-ferry")
    publish(edited(first, slug="another"), change="minor", minutes=90)
    second = make_live(slug="the-ferry", minutes=100).story
    found = [json.loads(make("/2026/11/23/the-ferry/", m)["manifest.json"])["story"] for m in (30, 110)]
    assert found == [first.pk, second.pk]
    with pytest.raises(CommandError, match=f"Several stories had this address: {first.pk}, {second.pk}"):
        make("/2026/11/23/the-ferry/", 95)


@pytest.mark.parametrize("said", ["99999", "9" * 40, "/about/", "/2026/13/45/x/", "/2026/11/23/none/", "words", ""])
def test_story_that_is_not_there_is_said(make, said):
    with pytest.raises(CommandError, match=r"There is no story|No story was ever published"):
        make(said)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("yesterday", "is no time"),
        ("2026-11-23", "has no time of day"),
        ("2026-11-24T12:00", "is yet to come"),
        ("2026-10-25T02:30", "the clocks of Europe/Berlin were changed"),
        ("2026-03-29T02:30", "the clocks of Europe/Berlin were changed"),
    ],
)
def test_time_that_is_not_one_is_refused(publication, clock, make, at, said):
    publication.time_zone = "Europe/Berlin"
    publication.save()
    with pytest.raises(CommandError, match=said):
        make(story_twice(clock).pk, at=at)


def test_time_without_a_zone_is_the_publications(clock, make):
    manifest = json.loads(make(story_twice(clock).pk, at="2026-11-23T13:30")["manifest.json"])
    assert (manifest["at"], manifest["edition"]) == ("2026-11-23T12:30:00Z", 1)


def test_story_that_was_not_live_yet_says_when_it_was(clock, make):
    with pytest.raises(CommandError) as refusal:
        make(story_twice(clock).pk, -5)
    assert "It was live: edition 1 from 2026-11-23T13:00:00+01:00 until 2026-11-23T14:00:00+01:00 (replaced); " in str(
        refusal.value
    )


def test_story_that_was_never_published_says_so(make):
    with pytest.raises(CommandError, match="was never published"):
        make(make_story().pk)


def test_withdrawn_between_is_said(clock, make):
    story = story_twice(clock)
    publishing.withdraw(story, actor=make_user("publisher"), reason="Wrong boat.", now=NOON + timedelta(minutes=80))
    publish(story, change="update", minutes=100)
    with pytest.raises(CommandError, match="Edition 2 was withdrawn on 2026-11-23T14:20:00"):
        make(story.pk, 90)
    assert "withdrawn later" in make(story.pk, 70)["index.html"].decode()
    assert json.loads(make(story.pk, 110)["manifest.json"])["edition"] == 3


def test_check_taken_back_later_is_said(clock, make):
    story = story_twice(clock)
    publishing.revoke_review(story, actor=make_user("editor"), reason="Another boat.", now=NOON + timedelta(minutes=80))
    files = make(story.pk, 70)
    assert "taken back later" in files["index.html"].decode()
    assert json.loads(files["review.json"])["of_this_edition"]["taken_back"]["reason"] == "Another boat."


def test_clock_that_went_back_is_said_and_numbers_decide(clock, make):
    story = story_twice(clock)
    publish(story, change="minor", minutes=30)
    files = make(story.pk, 90)
    assert json.loads(files["manifest.json"])["edition"] == 3
    assert (
        "Edition 2 was replaced after it was published, and the times say the reverse" in files["index.html"].decode()
    )
    assert json.loads(make(story.pk, 10)["manifest.json"])["edition"] == 1


def test_file_that_is_there_is_left_alone_and_nothing_recorded(clock, make, tmp_path):
    story, there = story_twice(clock), tmp_path / "there.zip"
    there.write_text("Something else")
    for out in (there, tmp_path / "none" / "x.zip"):
        with pytest.raises(CommandError, match="Name another file with --out"):
            make(story.pk, out=out)
    assert there.read_text() == "Something else"
    assert not Event.objects.filter(action="evidence.made").exists()


def test_without_a_publication_the_remedy_is_named(publication, make):
    publication.delete()
    with pytest.raises(CommandError, match="There is no publication yet"):
        make("1")


def test_explanation_escapes_what_people_wrote(clock, make):
    story = make_live(headline="Boats <b>& quays</b>").story
    clock.pass_to(1)
    assert "Boats &lt;b&gt;&amp; quays&lt;/b&gt;" in make(story.pk)["index.html"].decode()


def test_default_name_says_story_and_time(clock, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    story = story_twice(clock)
    call_command("evidence", str(story.pk))
    assert [path.name for path in tmp_path.glob("*.zip")] == [f"evidence-{story.pk}-20261123T150000.zip"]
