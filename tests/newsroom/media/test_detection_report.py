"""How marks are weighed, cleaned and told."""

import json

import pytest

from factories.marked_pictures import IPTC, packet, source_type, with_texts, with_xmp
from newsroom.media.detection import Detection, detect
from newsroom.media.detection.cleaning import clean
from newsroom.media.detection.report import NO_SEAL, Findings
from newsroom.media.detection.words import NO_MARKS, UNSETTLED, answer, describe

ORDER = ["no", "unknown", "suspected", "partly", "yes"]


def weighed(*marks):
    findings = Findings()
    for source, claim in marks:
        findings.mark(source, "field", claim, claim)
    return findings.detection(dict(NO_SEAL))


@pytest.mark.parametrize(
    ("weaker", "stronger"), [(a, b) for a in ORDER for b in ORDER if ORDER.index(a) < ORDER.index(b)]
)
def test_stronger_claim_wins(weaker, stronger):
    assert weighed(("XMP", weaker), ("EXIF", stronger)).is_ai == stronger


@pytest.mark.parametrize(
    ("marks", "conflict"),
    [
        (["yes"], False),
        (["yes", "suspected"], False),
        (["partly", "suspected"], False),
        (["no", "unknown"], False),
        (["no", "yes"], True),
        (["no", "partly"], True),
        (["no", "suspected"], True),
        (["yes", "partly"], True),
    ],
)
def test_conflict_is_two_claims_that_exclude_each_other(marks, conflict):
    assert weighed(*[("XMP", claim) for claim in marks]).conflict is conflict


def test_history_under_a_seal_is_no_conflict():
    assert weighed(("C2PA", "no"), ("C2PA", "partly")).conflict is False


def test_seal_that_contradicts_the_packet_is_a_conflict():
    assert weighed(("XMP", "no"), ("C2PA", "no"), ("C2PA", "yes")).conflict is True


def test_camera_beside_a_generator_is_a_conflict():
    xmp = source_type(IPTC + "digitalCapture").decode()
    found = detect(with_texts({"XML:com.adobe.xmp": xmp, "parameters": "Steps: 20"}))
    assert (found.is_ai, found.conflict) == ("suspected", True)


def test_detection_survives_storing():
    found = detect(with_xmp(source_type(IPTC + "compositeSynthetic")))
    assert Detection.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_evidence_is_cut_and_listed_strongest_first():
    found = weighed(*[(f"source {number}", "no") for number in range(60)], ("XMP", "yes"))
    assert (len(found.evidence), found.evidence[0]["claim"]) == (40, "yes")


def test_evidence_is_cleaned_and_cut():
    data = with_texts({"parameters": "dawn\u202e\0\x1b[31m\n" + "x" * 500})
    value = detect(data).evidence[0]["value"]
    assert (value[:9], len(value)) == ("dawn[31m ", 200)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\0b\x07c", "abc"),
        ("  two \n\t words ", "two words"),
        ("re\u0301opened", "réopened"),
        ("e\u200f\u0301", "é"),
        ("\ud800lone", "lone"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x\U000e0041\ufeff", "x"),
    ],
)
def test_text_is_cleaned(raw, shown):
    assert clean(raw) == shown


def test_prefill_is_cleaned_and_fits_its_field():
    found = detect(with_xmp(packet(f"<photoshop:Credit>\u202eAda\u2066 {'x' * 900}</photoshop:Credit>")))
    assert (found.prefill["credit"][:4], len(found.prefill["credit"])) == ("Ada ", 200)


def test_absence_of_marks_proves_nothing_and_says_so():
    assert answer(Detection.unknown("")) == NO_MARKS


def test_term_that_settles_nothing_says_so():
    found = detect(with_xmp(source_type(IPTC + "composite")))
    assert (found.is_ai, answer(found)) == ("unknown", UNSETTLED)


def test_everything_found_is_told():
    lines = "\n".join(describe(detect(with_xmp(source_type(IPTC + "trainedAlgorithmicMedia")))))
    assert "AI made this picture" in lines
    assert f"yes: XMP, DigitalSourceType: {IPTC}trainedAlgorithmicMedia" in lines
