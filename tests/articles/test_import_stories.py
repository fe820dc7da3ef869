import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Story
from articles.operations.refusal import Refused
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_section, publish

pytestmark = pytest.mark.django_db
AI = {
    "name": "Created using Generative AI",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
ITEM = {
    "uri": "https://old.example/1",
    "language": "en-GB",
    "headlines": [{"role": "main", "value": "Boats come  home"}],
    "descriptions": [{"role": "summary", "value": "All of them."}],
    "bodies": [{"contenttype": "text/html", "value": "<p>One.<script>x</script></p>"}],
}


def take_in(tmp_path, content, *options):
    path = tmp_path / "stories.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    call_command("import_stories", path, *options)


def test_story_comes_in_as_a_draft_nobody_has_assessed(tmp_path):
    owner = make_user("editor", username="dele")
    take_in(tmp_path, ITEM, "--for", "dele")
    story = Story.objects.get()
    assert (story.headline, story.standfirst, story.body) == ("Boats come home", "All of them.", "<p>One.</p>")
    assert (story.is_archive, story.disclosures.count(), story.created_by) == (True, 0, owner)


def test_what_the_file_says_of_ai_is_remembered_and_is_no_answer(tmp_path):
    make_publication()
    take_in(tmp_path, ITEM | {"digitalSourceType": AI})
    story = Story.objects.get()
    story.section = make_section()
    story.save()
    assert (story.ai_ever, story.desk_note) == ("generated", "The file says of AI: trainedAlgorithmicMedia.")
    with pytest.raises(Refused, match="nobody has said what AI did"):
        publish(story)


def test_same_story_again_is_left_alone(tmp_path, capsys):
    take_in(tmp_path, [ITEM, ITEM | {"uri": "https://old.example/2"}])
    take_in(tmp_path, json.dumps(ITEM) + "\n" + json.dumps(ITEM | {"uri": "https://old.example/3"}))
    assert Story.objects.count() == 3
    assert "Imported: 1. Imported before: 1. Refused: 0." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"uri": None}, "item 1: It has no uri"),
        ({"headlines": []}, "It has no headlines"),
        ({"headlines": "Boats"}, "Its headlines are no list"),
        ({"language": "tlh"}, "Its language is “tlh”"),
        ({"bodies": {}}, "Its bodies are no list"),
        ({"headlines": [{"value": "x" * 201}]}, "longer than 200"),
    ],
)
def test_story_that_cannot_be_taken_in_is_named_with_its_field(tmp_path, change, words):
    with pytest.raises(CommandError, match=words):
        take_in(tmp_path, [ITEM | change, ITEM | {"uri": "https://old.example/2"}])
    assert Story.objects.count() == 1


@pytest.mark.parametrize(("content", "words"), [("{", "line 1, is no JSON"), ('{"a": 1}\n}', "line 2, is no JSON")])
def test_broken_file_is_refused_whole(tmp_path, content, words):
    with pytest.raises(CommandError, match=words):
        take_in(tmp_path, content)


def test_drafts_are_nobody_elses_than_a_persons(tmp_path):
    with pytest.raises(CommandError, match="Nobody is called"):
        take_in(tmp_path, ITEM, "--for", "nobody")
