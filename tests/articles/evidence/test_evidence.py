"""What a newsroom hands to a lawyer: the right edition, whole, and what belongs to it."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from articles import statement
from articles.models import AIPolicy, Edition
from articles.operations import publishing
from factories.evidence import story_twice
from factories.people import make_user
from factories.publication import LANGUAGES
from factories.stories import NOON, make_author, make_live, make_picture, publish
from newsroom.audit.models import Event
from newsroom.media.models import originals

pytestmark = pytest.mark.django_db
FILES = {
    *("chain.json", "edition.json", "index.html", "labels.json", "manifest.json", "pictures.json", "policy.json"),
    *("review.json", "statement.json", "verify.py", "words.json"),
    *(f"page-{code}.html" for code in LANGUAGES),
}


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


def test_reasons_of_other_stories_are_not_handed_over(clock, make):
    story = story_twice(clock)
    publish(make_live().story, change="correction", note="The other story was wrong.")
    publish(story, change="correction", note="This story was wrong.", minutes=100)
    chain = make(story.pk)["chain.json"].decode()
    assert "This story was wrong." in chain and "Rang the harbour." in chain
    assert "The other story was wrong." not in chain


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


def test_check_taken_back_later_is_said(clock, make):
    story = story_twice(clock)
    publishing.revoke_review(story, actor=make_user("editor"), reason="Another boat.", now=NOON + timedelta(minutes=80))
    files = make(story.pk, 70)
    assert "taken back later" in files["index.html"].decode()
    assert json.loads(files["review.json"])["of_this_edition"]["taken_back"]["reason"] == "Another boat."


def test_file_that_is_there_is_left_alone_and_nothing_recorded(clock, make, tmp_path):
    story, there = story_twice(clock), tmp_path / "there.zip"
    there.write_text("Something else")
    for out in (there, tmp_path / "none" / "x.zip"):
        with pytest.raises(CommandError, match="Name another file with --out"):
            make(story.pk, out=out)
    assert there.read_text() == "Something else"
    assert not Event.objects.filter(action="evidence.made").exists()


def test_explanation_escapes_what_people_wrote(clock, make):
    story = make_live(headline="Boats <b>& quays</b>").story
    clock.pass_to(1)
    assert "Boats &lt;b&gt;&amp; quays&lt;/b&gt;" in make(story.pk)["index.html"].decode()


def test_default_name_says_story_and_time(clock, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    story = story_twice(clock)
    call_command("evidence", str(story.pk))
    assert [path.name for path in tmp_path.glob("*.zip")] == [f"evidence-{story.pk}-20261123T150000.zip"]
