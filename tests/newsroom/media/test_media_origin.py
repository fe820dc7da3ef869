import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from factories.people import make_user
from factories.pictures import drawing, make_picture, marked, upload
from factories.stories import make_live
from newsroom.audit.models import Event
from newsroom.media import hooks
from newsroom.media.models import Picture
from newsroom.media.operations import pictures, rendering

pytestmark = pytest.mark.django_db
LONG = "The maker showed us the negative of it."
CREDIT = "<photoshop:Credit>Example Agency</photoshop:Credit>"


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def news():
    """Collect what is announced of relabelled pictures."""
    heard = []

    def listen(*words):
        heard.append(words)

    hooks.relabelled.append(listen)
    yield heard
    hooks.relabelled.remove(listen)


def actions(subject=None):
    events = Event.objects.order_by("seq")
    return list((events.filter(object=f"picture:{subject.pk}") if subject else events).values_list("action", flat=True))


def test_marks_in_the_file_are_kept(root):
    picture = pictures.add_picture(marked(), actor=root)
    assert picture.marks == "yes" == Picture.objects.get().detected["is_ai"]
    assert picture.detected["evidence"][0]["field"]


def test_marks_decide_nothing(root):
    assert pictures.add_picture(marked(), actor=root).origin == ""


def test_file_without_marks_is_unknown(root):
    assert pictures.add_picture(upload(), actor=root).marks == "unknown"


@pytest.mark.parametrize(
    ("term", "origin", "expected"),
    [
        ("trainedAlgorithmicMedia", "digitalCapture", True),
        ("compositeSynthetic", "humanEdits", True),
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia", False),
        ("trainedAlgorithmicMedia", "compositeSynthetic", False),
        ("trainedAlgorithmicMedia", "unknown", False),
        ("trainedAlgorithmicMedia", "", False),
        ("digitalCapture", "digitalCapture", False),
    ],
)
def test_conflict_is_a_claim_of_ai_against_a_declaration_without(term, origin, expected):
    picture = make_picture(marked(term), origin=origin)
    assert (picture.conflict, Picture.objects.in_conflict().exists()) == (expected, expected)


def test_database_never_changes_the_marks():
    picture = make_picture(marked())
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=picture.pk).update(detected={"is_ai": "no"})


def test_other_file_has_its_own_marks(root):
    picture = pictures.replace_file(make_picture(marked()), upload(drawing((90, 60))), actor=root)
    assert Picture.objects.get().marks == picture.marks == "unknown"


def test_blank_credit_is_filled_from_the_file_and_marked_as_such(root):
    picture = pictures.add_picture(marked(words=CREDIT), actor=root, credit=" ")
    assert (picture.credit, picture.prefilled) == ("Example Agency", ["credit"])


def test_words_of_a_person_are_never_overwritten(root):
    picture = pictures.add_picture(marked(words=CREDIT), actor=root, credit="Ada Example")
    assert (picture.credit, picture.prefilled) == ("Ada Example", [])


def test_touched_field_is_no_longer_the_files(root):
    picture = pictures.add_picture(marked(words=CREDIT), actor=root)
    assert pictures.change_picture(picture, actor=root, caption="A wall").prefilled == ["credit"]
    assert pictures.change_picture(picture, actor=root, credit="Ada Example").prefilled == []


def test_same_file_is_refused_and_the_refusal_leads_to_the_picture(root):
    first = pictures.add_picture(upload(), actor=root)
    with pytest.raises(pictures.Duplicate) as caught:
        pictures.add_picture(upload(), actor=root)
    assert (caught.value.picture, Picture.objects.count()) == (first, 1)
    assert pictures.add_picture(upload(), actor=root, allow_duplicate=True).pk != first.pk


def test_publisher_overrules_the_marks_with_a_reason():
    picture, publisher = make_picture(marked()), make_user("publisher")
    after = pictures.override_detection(picture, actor=publisher, reason=f" {LONG} ")
    assert (after.conflict, after.override_reason, after.override_by) == (False, LONG, publisher)
    assert not Picture.objects.in_conflict().exists()
    assert Event.objects.latest("seq").action == "image.override"


def test_overruling_needs_the_permission_and_a_reason_and_a_conflict(root):
    picture = make_picture(marked())
    with pytest.raises(PermissionDenied):
        pictures.override_detection(picture, actor=make_user("editor"), reason=LONG)
    with pytest.raises(ValidationError, match="at least 20 characters"):
        pictures.override_detection(picture, actor=root, reason="I know it is not")
    with pytest.raises(ValidationError, match="Nothing in this picture"):
        pictures.override_detection(make_picture(), actor=root, reason=LONG)


@pytest.mark.parametrize("change", [{"origin": "humanEdits"}, {"file": True}])
def test_decision_against_the_marks_ends_with_what_it_was_about(root, change):
    picture = pictures.override_detection(make_picture(marked()), actor=root, reason=LONG)
    change = change | ({"file": marked(size=(90, 60))} if "file" in change else {})
    after = pictures.change_picture(picture, actor=root, **change)
    assert (after.override_reason, after.override_by, after.conflict) == ("", None, True)


def test_upload_is_recorded_with_its_marks_its_declaration_and_their_conflict():
    picture = make_picture(marked())
    assert actions(picture) == ["picture.added", "image.detected", "image.declared", "image.conflict"]


def test_words_are_not_recorded_but_a_declaration_is(root):
    picture = make_picture()
    before = Event.objects.count()
    pictures.change_picture(picture, actor=root, alt="Another wall")
    assert Event.objects.count() == before
    said = {"origin": "trainedAlgorithmicMedia", "realism": "evident"}
    pictures.change_picture(picture, actor=root, ai_role="All of it", **said)
    event = Event.objects.latest("seq")
    assert event.action == "image.declared"
    assert event.data["to"] == said
    assert "All of it" not in event.payload


def test_refused_change_records_nothing(root):
    picture, before = make_picture(), Event.objects.count()
    with pytest.raises(ValidationError):
        pictures.change_picture(picture, actor=root, origin="digitalArt")
    assert Event.objects.count() == before


def test_replaced_and_deleted_pictures_are_recorded(root):
    picture = make_picture()
    pictures.replace_file(picture, upload(drawing((90, 60))), actor=root)
    subject = f"picture:{picture.pk}"
    pictures.delete_picture(picture, actor=root)
    recorded = Event.objects.filter(object=subject).order_by("seq").values_list("action", flat=True)
    assert list(recorded)[3:] == ["picture.replaced", "image.detected", "picture.deleted"]


def test_corrected_origin_makes_new_files_and_is_announced(root, news):
    before = make_picture(size=(1200, 675))
    after = pictures.relabel(
        before, actor=root, origin="trainedAlgorithmicMedia", realism="realistic", reason="The agency told us."
    )
    assert news == [(after, "digitalCapture", root, "The agency told us.")]
    assert after.social("es")["language"] == "es"
    complete = rendering.render(after)
    assert complete.state == "ready" and not complete.rendition_names & before.rendition_names
    event = Event.objects.get(action="image.declared", object=f"picture:{after.pk}", seq__gt=3)
    assert (event.private["reason"], event.data["from"]["origin"]) == ("The agency told us.", "digitalCapture")


def test_correcting_needs_a_reason(root, news):
    with pytest.raises(ValidationError, match="say why its origin is corrected"):
        pictures.relabel(make_picture(), actor=root, origin="print", reason=" ")
    assert news == []


def test_origin_of_a_picture_that_readers_see_changes_with_a_reason_alone(root, news):
    picture = make_picture()
    make_live(lead_picture=picture)
    with pytest.raises(ValidationError):
        pictures.change_picture(picture, actor=root, origin="print")
    pictures.change_picture(picture, actor=root, alt="A wall", origin="digitalCapture")
    assert news == []
    after = pictures.change_picture(picture, actor=root, origin="print", reason="It is a scan.")
    assert (after.origin, len(news)) == ("print", 1)


def test_origin_of_a_picture_that_nobody_sees_changes_quietly(root, news):
    assert pictures.change_picture(make_picture(), actor=root, origin="print").origin == "print"
    assert news == []


def test_reporter_corrects_no_picture_that_readers_see():
    reporter = make_user("reporter")
    picture = make_picture(actor=reporter)
    assert pictures.relabel(picture, actor=reporter, origin="print", reason="It is a scan.").origin == "print"
    make_live(lead_picture=picture)
    with pytest.raises(PermissionDenied):
        pictures.relabel(picture, actor=reporter, origin="digitalCapture", reason="It is not.")
