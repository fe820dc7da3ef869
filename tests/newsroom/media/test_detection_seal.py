"""What C2PA seals say, through all ancestors, and what is made of broken ones."""

import socket
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.marked_pictures import IPTC, drawn, packet, source_type, with_xmp
from factories.pictures import make_picture
from newsroom.media.checks import check_anchors
from newsroom.media.detection import detect, seal
from newsroom.media.detection.runner import detect_safely

REASON = "the extra newsroom[c2pa] is not installed"
pytest.importorskip("c2pa", reason=REASON)
pytest.importorskip("cryptography", reason=REASON)

from factories.seals import DOCUMENT_SIGNING, Authority, authority, created, opened  # noqa: E402

AI = "trainedAlgorithmicMedia"
EDITED = {"action": "c2pa.edited", "digitalSourceType": IPTC + "compositeWithTrainedAlgorithmicMedia"}


def sealed(term=AI, form="JPEG", xmp=None, **options):
    return authority().seal(with_xmp(xmp, form) if xmp else drawn(form), created(term), form, **options)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_seal_by_a_trusted_signer_is_read_in_every_format(form):
    found = detect(sealed(form=form), anchors=authority().anchors)
    assert (found.is_ai, found.c2pa) == (
        "yes",
        {"state": "trusted", "issuer": "Example Desk / Example Signer", "generator": "Example Program 2"},
    )


def test_seal_for_signing_documents_is_trusted():
    signer = Authority("Example Papers", purpose=DOCUMENT_SIGNING)
    data = signer.seal(drawn(), created(AI))
    assert detect(data, anchors=signer.anchors).c2pa["state"] == "trusted"


def test_seal_by_an_unknown_signer_is_valid_only():
    assert detect(sealed()).c2pa["state"] == "valid"


def test_seal_by_another_root_is_valid_only():
    assert detect(sealed(), anchors=Authority("Another Desk").anchors).c2pa["state"] == "valid"


def test_certificates_that_are_none_are_told_and_lose_nothing():
    found = detect(sealed(), anchors="no certificate")
    assert (found.is_ai, found.c2pa["state"], found.warnings) == ("yes", "valid", [seal.NO_ANCHORS])


def test_origin_of_the_parent_is_found():
    rendition = authority().seal(drawn(), opened({"action": "c2pa.resized"}), parent=sealed())
    found = detect(rendition, anchors=authority().anchors)
    assert (found.is_ai, found.c2pa["state"], found.evidence[0]["field"]) == (
        "yes", "trusted", "digitalSourceType of a picture it was made from",
    )  # fmt: skip


def test_origin_of_the_parents_parent_is_found():
    parent = authority().seal(drawn(), opened(), parent=sealed())
    assert detect(authority().seal(drawn(), opened(), parent=parent)).is_ai == "yes"


def test_photo_changed_with_ai_is_partly_and_no_conflict():
    data = authority().seal(drawn(), opened(EDITED), parent=sealed("digitalCapture"))
    found = detect(data)
    assert (found.is_ai, found.conflict, len(found.evidence)) == ("partly", False, 2)


def test_packet_that_contradicts_the_seal_is_a_conflict():
    found = detect(sealed(xmp=source_type(IPTC + "digitalCapture")))
    assert (found.is_ai, found.conflict) == ("yes", True)


def test_program_named_under_the_seal_is_a_suspicion():
    data = authority().seal(drawn(), created("digitalCreation", agent="Adobe Firefly"))
    assert detect(data).is_ai == "suspected"


def test_one_flipped_byte_breaks_the_seal_and_lowers_nothing():
    data = bytearray(sealed())
    data[-20] ^= 1
    found = detect(bytes(data), anchors=authority().anchors)
    assert (found.is_ai, found.c2pa["state"], found.warnings) == ("yes", "invalid", [seal.BROKEN])


def test_broken_seal_vouches_for_no_camera():
    data = bytearray(sealed("digitalCapture"))
    data[-20] ^= 1
    assert detect(bytes(data)).is_ai == "unknown"


def test_seal_that_says_photo_is_believed_as_a_claim():
    assert detect(sealed("digitalCapture")).is_ai == "no"


def test_seal_damaged_beyond_reading_still_names_its_origin():
    data = bytearray(sealed(form="PNG"))
    place = data.index(b"c2cl")
    data[place - 60 : place] = bytes(60)
    found = detect(bytes(data))
    assert (found.is_ai, found.c2pa["state"], found.warnings) == ("yes", "invalid", [seal.DAMAGED])


def test_seal_kept_elsewhere_is_not_fetched():
    found = detect(sealed(elsewhere="https://seals.example/picture.c2pa"))
    assert (found.c2pa["state"], found.warnings) == ("unread", [seal.ELSEWHERE])


def test_reading_a_seal_opens_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.c2pa"
        detect(sealed(elsewhere=address) + seal.SIGNATURE)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_seal_elsewhere_is_read_from_the_packet():
    found = detect(with_xmp(packet(attributes='dcterms:provenance="https://seals.example/picture.c2pa"')))
    assert (found.c2pa["state"], found.warnings) == ("unread", [seal.ELSEWHERE])


def test_seal_without_the_extra_is_unread_and_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = detect(sealed())
    assert (found.is_ai, found.c2pa["state"], found.warnings) == ("yes", "unread", [seal.NOT_INSTALLED])


def test_seal_is_read_in_the_other_process_with_its_anchors(tmp_path):
    anchors = tmp_path / "anchors.pem"
    anchors.write_text(authority().anchors)
    assert detect_safely(sealed(), anchors=anchors) == detect(sealed(), anchors=authority().anchors)


@pytest.mark.django_db
def test_installations_list_of_signers_is_used_for_every_upload(tmp_path, settings):
    settings.PICTURE_ANCHORS = str(tmp_path / "anchors.pem")
    (tmp_path / "anchors.pem").write_text(authority().anchors)
    picture = make_picture(SimpleUploadedFile("a.jpg", sealed(), "image/jpeg"), realism="evident", origin=AI)
    assert picture.detected["c2pa"]["state"] == "trusted"


def test_list_of_signers_that_is_not_there_is_refused(settings):
    settings.PICTURE_ANCHORS = "/no/such.pem"
    assert [problem.id for problem in check_anchors(None)] == ["media.E002"]
