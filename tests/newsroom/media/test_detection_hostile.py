"""Files made to harm: each ends in an answer, soon."""

import random
import struct
import zlib

import pytest

from factories.marked_pictures import (
    IPTC,
    box,
    drawn,
    heif,
    mutated,
    packet,
    source_type,
    with_chunk,
    with_exif,
    with_extended_xmp,
    with_iim,
    with_segment,
    with_texts,
    with_xmp,
)
from newsroom.media.detection import detect
from newsroom.media.detection.runner import TOO_SLOW, detect_safely

AI = IPTC + "trainedAlgorithmicMedia"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://dtd.example/x.dtd">'
SOURCE = "<Iptc4xmpExt:DigitalSourceType>{}</Iptc4xmpExt:DigitalSourceType><dc:rights>{}</dc:rights>"
ROUNDS = 400


@pytest.mark.parametrize("prolog", [ENTITIES, EXTERNAL, REMOTE])
@pytest.mark.parametrize("entity", ["&a;", "&j;"])
def test_packet_with_entities_is_refused_and_its_claim_kept(prolog, entity):
    found = detect(with_xmp(packet(SOURCE.format(AI, entity), prolog=prolog)))
    assert (found.is_ai, found.prefill) == ("yes", {})
    assert found.warnings == ["The XMP packet declares entities of its own, which is not allowed, so it was not read."]


def test_packet_cut_short_keeps_its_claim():
    xmp = source_type(AI)
    found = detect(with_xmp(xmp[: xmp.index(b"</rdf")]))
    assert (found.is_ai, found.warnings) == ("yes", ["The XMP packet is damaged; some of it could not be read."])


@pytest.mark.parametrize("body", ["<dc:a>" * 5_000 + "</dc:a>" * 5_000, "<dc:a/>" * 60_000])
def test_packet_too_deep_or_long_is_refused(body):
    found = detect(with_texts({"XML:com.adobe.xmp": packet(body).decode()}))
    assert found.warnings == ["The XMP packet is larger or deeper than any that is meant to be read."]


def test_packed_bomb_is_cut():
    bomb = b"parameters\0\0" + zlib.compress(bytes(60_000_000), 9)
    found = detect_safely(with_chunk(b"zTXt", bomb))
    assert (found.is_ai, TOO_SLOW in found.warnings) == ("suspected", False)


def test_huge_texts_are_cut():
    data = with_texts({f"Comment {number}": "x" * 300_000 for number in range(20)} | {"prompt": "y" * 5_000_000})
    found = detect_safely(data)
    assert (found.is_ai, max(len(row["value"]) for row in found.evidence)) == ("suspected", 200)


def test_broken_text_chunk_does_not_hide_the_next():
    broken = with_chunk(b"zTXt", b"Comment\0\0no zlib at all")
    prompt = b"prompt\0dawn"
    data = broken[:-12] + struct.pack(">I", len(prompt)) + b"tEXt" + prompt + b"\0\0\0\0" + broken[-12:]
    found = detect(data)
    assert (found.is_ai, found.warnings) == ("suspected", ["The file is damaged; some of it could not be searched."])


@pytest.mark.parametrize(
    ("name", "shown"), [("ev\u202eil", "evil"), ("a\x1bb", "ab"), ("a\0b", "a"), ("n" * 300, "n" * 79)]
)
def test_name_that_deceives_comes_out_clean(name, shown):
    found = detect(with_chunk(b"tEXt", name.encode() + b"\0Steps: 20, Sampler: Euler"))
    assert [row["field"] for row in found.evidence] == [shown]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8" + b"\xff" * 2_000_000,
        b"\xff\xd8" + b"\xff\xe1\0\2" * 500_000,
        b"\x89PNG\r\n\x1a\n" + bytes(12) * 100_000,
        b"RIFF\0\0\0\0WEBP" + b"XMP \0\0\0\0" * 100_000,
        b"RIFF\0\0\0\0WEBPXMP \xff\xff\xff\xff",
        b"GIF89a" + bytes(7) + b"\x21\xff\0" * 100_000,
        b"GIF89a",
        box(b"ftyp", b"avif")
        + box(b"meta", bytes(4) + box(b"iloc", b"\2\0\0\0\0\0\xff\xff\xff\xff" + b"\xff" * 50_000)),
        box(b"ftyp", b"avif") + box(b"meta", bytes(4) + box(b"iinf", b"") + box(b"iloc", b"")),
        box(b"ftyp", b"heic") + b"\0\0\0\1uuid" + b"\xff" * 8,
        drawn() + b"jumdc2pa" + bytes(1000),
    ],
)
def test_file_that_is_a_shell_ends_by_itself(data):
    found = detect_safely(data)
    assert (found.is_ai, TOO_SLOW in found.warnings) == ("unknown", False)


def test_directory_that_points_at_itself_ends():
    loop = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + bytes(4)
    assert detect(with_segment(0xE1, b"Exif\0\0" + loop)).is_ai == "unknown"


SAMPLES = [
    with_xmp(source_type(AI)),
    with_xmp(source_type(AI), "PNG"),
    with_xmp(source_type(AI), "WEBP"),
    with_xmp(source_type(AI), "AVIF"),
    with_xmp(source_type(AI), "GIF"),
    with_extended_xmp(packet(SOURCE.format(AI, "x" * 70_000))),
    with_iim([((2, 110), b"Credit"), ((2, 120), b"Caption" * 50)]),
    with_iim([((2, 110), b"Credit")], "PNG"),
    with_exif({0x010E: "A wall", 0x0131: "ComfyUI"}, comment=b"UNICODE\0" + "Steps: 2".encode("utf-16-le")),
    with_texts({"parameters": "x" * 500}, packed=True),
    heif(source_type(AI), b"II*\0\x08\0\0\0"),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_mutated_file_ends_in_an_answer(sample):
    dice = random.Random(len(sample))
    for _ in range(ROUNDS):
        assert detect(mutated(sample, dice).replace(b"jumdc2pa", b"")).as_json()


def test_random_bytes_end_in_an_answer():
    dice = random.Random(3)
    starts = [sample[:16] for sample in SAMPLES] + [b""]
    for _ in range(ROUNDS):
        assert detect(dice.choice(starts) + dice.randbytes(dice.randrange(3_000))).as_json()


def test_mutated_files_end_in_an_answer_in_the_other_process():
    dice = random.Random(4)
    for sample in SAMPLES:
        assert detect_safely(mutated(sample, dice)).as_json()


def test_mutated_seals_end_in_an_answer():
    pytest.importorskip("c2pa", reason="the extra newsroom[c2pa] is not installed")
    from factories.seals import authority, created  # optional dependency

    dice = random.Random(5)
    sealed = [
        authority().seal(drawn(form), created("trainedAlgorithmicMedia"), form) for form in ("JPEG", "PNG", "AVIF")
    ]
    for number in range(9):
        assert detect_safely(mutated(sealed[number % 3], dice)).as_json()
