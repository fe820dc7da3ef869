"""What IPTC-IIM, EXIF and text fields say."""

import pytest

from factories.marked_pictures import drawn, heif, packet, with_exif, with_iim, with_segment, with_texts
from newsroom.media.detection import detect

UTF_8 = ((1, 90), b"\x1b%G")
DESCRIPTION, MAKE, SOFTWARE, ARTIST, COPYRIGHT = 0x010E, 0x010F, 0x0131, 0x013B, 0x8298
SETTINGS = "a harbour at dawn\nNegative prompt: people\nSteps: 20, Sampler: Euler a, CFG scale: 7"
LABEL = '{"AIGC": {"Label": "1", "ContentProducer": "Example"}}'


def claims(data):
    return [(row["source"], row["field"], row["claim"]) for row in detect(data).evidence]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_iim_fills_in_the_form(form):
    rows = [((2, 110), b"Daily Example"), ((2, 120), b"The harbour"), ((2, 80), b"Ada"), ((2, 80), b"Bo")]
    data = with_iim([*rows, ((2, 116), b"Example 2026")], form)
    assert detect(data).prefill == {
        "credit": "Daily Example", "caption": "The harbour", "creator": "Ada, Bo", "rights": "Example 2026",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "credit"),
    [
        ([UTF_8, ((2, 110), "Adé Ọláńrewájú".encode())], "Adé Ọláńrewájú"),
        ([((2, 110), "Adé Ọláńrewájú".encode())], "Adé Ọláńrewájú"),
        ([((2, 110), "Élodie".encode("cp1252"))], "Élodie"),
    ],
)
def test_iim_is_read_in_its_character_set(rows, credit):
    assert detect(with_iim(rows)).prefill == {"credit": credit}


def test_iim_credit_that_names_ai_is_a_suspicion():
    assert claims(with_iim([((2, 110), b"Edited with Google AI")])) == [("IPTC-IIM", "Credit", "suspected")]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_fills_in_the_form_and_names_the_program(form):
    found = detect(with_exif({DESCRIPTION: "A wall", SOFTWARE: "ComfyUI", ARTIST: "Ada", COPYRIGHT: "Example"}, form))
    assert found.prefill == {"caption": "A wall", "creator": "Ada", "rights": "Example"}
    assert [(row["field"], row["claim"]) for row in found.evidence] == [("Software", "suspected")]


def test_exif_of_a_phone_file_is_found():
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02\0\0\0\x04Ada\0\0\0\0\0"
    assert detect(heif(packet(), tiff)).prefill == {"creator": "Ada"}


def test_words_of_a_camera_are_no_caption():
    assert detect(with_exif({DESCRIPTION: "EXAMPLE DIGITAL CAMERA"})).prefill == {}


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_settings_in_a_user_comment_are_a_suspicion(encoding):
    data = with_exif({}, comment=b"UNICODE\0" + SETTINGS.encode(encoding))
    assert claims(data) == [("EXIF", "UserComment", "suspected")]


def test_settings_in_the_place_of_the_camera_are_a_suspicion():
    assert claims(with_exif({MAKE: 'workflow:{"nodes": []}'})) == [("EXIF", "Make", "suspected")]


def test_settings_are_no_caption():
    assert detect(with_exif({DESCRIPTION: SETTINGS})).prefill == {}


def test_aigc_label_in_a_user_comment_is_read():
    assert claims(with_exif({}, comment=b"ASCII\0\0\0" + LABEL.encode())) == [("EXIF", "UserComment", "yes")]


@pytest.mark.parametrize("name", ["parameters", "prompt", "workflow"])
@pytest.mark.parametrize("packed", [False, True])
def test_text_field_of_a_generator_is_a_suspicion(name, packed):
    assert claims(with_texts({name: "anything"}, packed=packed)) == [("text", name, "suspected")]


@pytest.mark.parametrize("comment", [SETTINGS, '{"prompt": "dawn", "sampler": "k_euler"}', "Made with Google AI"])
def test_comment_of_a_generator_is_a_suspicion(comment):
    assert claims(with_texts({"Comment": comment})) == [("text", "Comment", "suspected")]


def test_comment_in_a_jpeg_is_read():
    assert claims(with_segment(0xFE, SETTINGS.encode())) == [("text", "Comment", "suspected")]


def test_comment_in_a_gif_is_read():
    assert claims(drawn("GIF", comment=SETTINGS.encode())) == [("text", "Comment", "suspected")]


@pytest.mark.parametrize("comment", ["Created with GIMP", "A prompt reply", "AIGC conference, Label design"])
def test_comment_of_a_person_is_none(comment):
    assert claims(with_texts({"Comment": comment})) == []


def test_aigc_label_in_a_text_field_is_read():
    assert claims(with_texts({"AIGC": '{"Label":"2"}'})) == [("text", "AIGC", "suspected")]


def test_text_fields_fill_in_the_form():
    data = with_texts({"Author": "Ada", "Copyright": "Example", "Description": "A wall", "Software": "NovelAI"})
    found = detect(data)
    assert (found.prefill, found.is_ai) == (
        {"creator": "Ada", "rights": "Example", "caption": "A wall"}, "suspected",
    )  # fmt: skip
