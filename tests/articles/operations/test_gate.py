import pytest
from django.db import IntegrityError, transaction

from articles.models import AIPolicy, Edition, Story
from articles.operations import drafting, gate, publishing
from articles.operations.refusal import Refused
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_section,
    make_story,
    make_tool,
    publish,
)
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
REASON = "The transcript was by AI, the story by our reporter."


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def refused(story, **kwargs):
    """Return the rules and fields that keep a story from readers."""
    with pytest.raises(Refused) as error:
        publish(story, **kwargs)
    return {(problem.rule, problem.field) for problem in error.value.problems}


def say(story, level, *, actor=None, **said):
    drafting.save_disclosure(story, {"body": level}, actor=actor or make_user("editor"), **said)
    return Story.objects.get(pk=story.pk)


def test_story_without_an_answer_is_not_published():
    story = make_story()
    story.disclosures.all().delete()
    assert refused(story) == {("T1", "ai_body")}


def test_archive_without_an_answer_waits_for_the_policy_and_then_claims_nothing():
    story = make_story(is_archive=True)
    story.disclosures.all().delete()
    assert refused(story) == {("T1", "ai_body")}
    AIPolicy.objects.create(publishes_unassessed=True, published_at=NOON)
    edition = publish(story)
    assert (edition.ai_level, edition.is_unassessed, edition.label_key, edition.has_ai) == ("", True, "", False)
    assert edition.statement["text"]["level"] is None


@pytest.mark.parametrize(("lacks", "field"), [("section", "section"), ("tool", "ai_tools"), ("name", "")])
def test_automatic_story_needs_section_tool_and_somebody_who_answers(lacks, field):
    story = make_story(level="automated")
    if lacks == "section":
        story.section = make_section()
        story.save()
    elif lacks == "tool":
        story.ai_tools.clear()
    else:
        Publication.objects.update(responsible_name="")
    assert refused(Story.objects.get(pk=story.pk)) == {("T3", field)}


def test_automatic_story_is_labelled_whoever_looked():
    story = make_story(level="automated")
    make_review(story)
    edition = publish(story)
    assert (edition.need, edition.label_key) == ("mandatory", "text.generated.unreviewed")


def test_ai_in_a_storys_past_is_not_denied_without_a_reason():
    story = say(say(make_story(), "generated"), "none")
    assert refused(story) == {("T8", "ai_reason")}
    assert publish(say(story, "none", reason=REASON)).ai_level == "none"


def test_readers_are_told_less_only_by_a_second_person_with_a_reason():
    edition, publisher = make_live(level="generated"), make_user("publisher")
    story = say(edition.story, "edited", actor=publisher)
    newest = story.editions.first()
    assert {p.rule for p in gate.blocking(story, actor=publisher, previous=newest)} == {"T9"}
    story = say(story, "edited", actor=publisher, reason=REASON)
    assert [p.field for p in gate.blocking(story, actor=publisher, previous=newest)] == ["ai_body"]
    assert gate.blocking(story, actor=make_user("publisher"), previous=newest) == []


@pytest.mark.parametrize("name", ["ExampleGen", "examplegen 3.1"])
def test_ai_is_never_an_author(name):
    make_tool("ExampleGen", "3.1")
    assert refused(make_story(authors=[make_author(name)])) == {("T5", "bylines")}
    assert publish(make_story(authors=[make_author("Ada Fenn")])).number == 1


@pytest.mark.parametrize("level", ["aid", "data"])
def test_help_that_needs_no_label_is_taken_back_in_public_too(level):
    story = say(make_live(level=level).story, "none")
    assert refused(story, change="minor") == {("T9", "ai_reason")}
    note = publish(say(story, "none", reason=REASON), change="minor").corrections[-1]
    assert note["kind"] == "ai_disclosure"


def test_label_changed_after_publication_is_a_public_note():
    story = say(make_live(level="none").story, "generated")
    note = publish(story, change="minor").corrections[-1]
    assert note["kind"] == "ai_disclosure"
    assert note["text"] == (
        "This story was first published without its label: Reported by AI. Not checked by an editor."
    )


def test_level_lowered_beside_an_unchanged_label_is_a_public_note_too():
    story = make_story(level="generated", levels={"headline": "generated"})
    edition = publish(story)
    drafting.save_disclosure(
        edition.story, {"body": "generated", "headline": "none"}, actor=make_user("editor"), reason=REASON
    )
    edition = publish(Story.objects.get(pk=story.pk), change="minor")
    assert edition.corrections[-1]["text"].startswith("What AI did in this story was first stated wrongly.")


def test_same_label_again_is_no_note():
    assert publish(make_live(level="generated").story, change="minor").corrections == []


def test_story_out_of_scope_keeps_its_label_in_plain_weight():
    story = make_story(level="generated")
    drafting.set_scope(story, False, actor=make_user("publisher"), reason="A horoscope; nobody decides by it.")
    edition = publish(Story.objects.get(pk=story.pk))
    assert (edition.need, edition.label_key) == ("voluntary", "text.generated.unreviewed")


def test_scope_is_a_publishers_to_say_with_a_reason():
    story = make_story(level="generated")
    with pytest.raises(drafting.PermissionDenied):
        drafting.set_scope(story, False, actor=make_user("editor"), reason=REASON)
    with pytest.raises(IntegrityError), transaction.atomic():
        drafting.set_scope(story, False, actor=make_user("publisher"), reason="")


def test_label_of_checked_words_is_left_off_where_the_policy_says_so():
    AIPolicy.objects.create(label_reviewed=False, published_at=NOON)
    story = make_story(level="generated")
    make_review(story)
    edition = publish(story)
    assert (edition.need, edition.label_key, edition.chip, edition.has_ai) == ("voluntary", "", "", True)
    assert edition.statement["text"]["label"]["shown"] == ""
    assert make_live(level="generated").chip == "Reported by AI"


@pytest.mark.parametrize("place", ["lead", "body"])
def test_ai_picture_that_looks_real_is_published_only_by_a_publishers_reason_where_forbidden(place):
    picture = make_picture("trainedAlgorithmicMedia", realism="realistic")
    fields = {"lead_picture": picture} if place == "lead" else {"body": f"<p>Boats.</p>{figure(picture)}"}
    story = make_story(section=make_section(forbids_realistic_ai=True), **fields)
    assert refused(story) == {("I4", "lead_picture" if place == "lead" else "body")}
    with pytest.raises(drafting.PermissionDenied):
        drafting.allow_realistic(story, REASON, actor=make_user("editor"))
    drafting.allow_realistic(story, REASON, actor=make_user("publisher"))
    assert publish(Story.objects.get(pk=story.pk)).has_ai


@pytest.mark.parametrize("origin", ["", "composite", "virtualRecording"])
def test_picture_of_undecided_origin_is_not_published(origin):
    assert refused(make_story(lead_picture=make_picture(origin))) == {("I1", "lead_picture")}


def test_ai_picture_says_how_real_it_looks():
    picture = make_picture("trainedAlgorithmicMedia", realism="")
    assert refused(make_story(lead_picture=picture)) == {("I3", "lead_picture")}


def test_sponsored_story_names_who_pays():
    assert refused(make_story(kind="sponsored")) == {("", "payer")}
    assert publish(make_story(kind="sponsored", payer="Okunla Ferries")).payer == "Okunla Ferries"


def test_translation_says_from_which_language():
    assert refused(make_story(level="translated", translated_from="")) == {("T1", "translated_from")}


def test_refusal_is_recorded_with_its_rules():
    story = make_story(level="automated", section=make_section())
    story.ai_tools.clear()
    story.section.automation_allowed = False
    story.section.save()
    with pytest.raises(Refused) as error:
        publish(story)
    publishing.note_refusal(story, "publish", error.value, actor=make_user("publisher"))
    assert Event.objects.get(action="publish.blocked").data["rules"] == ["T3"]


def test_each_change_of_the_answer_is_one_event():
    story = make_story()
    story.disclosures.all().delete()
    say(story, "generated", tools=[make_tool()], ai_role="drafted from a notice")
    say(story, "generated", tools=[make_tool()], ai_role="drafted from a notice")
    event = Event.objects.get(action="text.level.set")
    assert event.data == {"from": {}, "to": {"body": "generated"}, "tools": ["ExampleGen 3.1"]}
    assert "notice" not in event.payload


@pytest.mark.parametrize("levels", [{"body": "perhaps"}, {"tail": "none"}])
def test_level_or_part_that_does_not_exist_is_refused(levels):
    with pytest.raises(ValueError, match="No such level or part"):
        drafting.save_disclosure(make_story(), levels, actor=make_user("editor"))


@pytest.mark.parametrize(
    "broken",
    [
        {"need": "mandatory", "label_key": ""},
        {"need": "off"},
        {"ai_level": ""},
        {"need": "perhaps"},
        {"content_sha256": ""},
        {"kind": "sponsored"},
        {"lead_origin": "composite"},
    ],
)
def test_database_refuses_an_edition_that_breaks_a_rule(broken):
    edition = make_live(level="generated", lead_picture=make_picture())
    Edition.objects.live().update(is_live=False)
    for name, value in broken.items():
        setattr(edition, name, value)
    edition.pk, edition.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)
