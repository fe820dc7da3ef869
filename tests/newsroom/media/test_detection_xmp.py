"""What XMP packets say, in every form and format."""

import pytest

from factories.marked_pictures import (
    IPTC,
    drawn,
    heif,
    packet,
    source_type,
    with_extended_xmp,
    with_iim,
    with_texts,
    with_xmp,
)
from newsroom.media import vocabulary
from newsroom.media.detection import detect, terms

AI = "trainedAlgorithmicMedia"
ELEMENT = "<Iptc4xmpExt:DigitalSourceType>{}</Iptc4xmpExt:DigitalSourceType>"


def claims(data):
    return [(row["source"], row["field"], row["claim"]) for row in detect(data).evidence]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_source_type_is_found_in_every_format(form):
    found = detect(with_xmp(source_type(IPTC + AI), form))
    assert (found.is_ai, found.evidence[0]["value"], found.warnings) == ("yes", IPTC + AI, [])


def test_source_type_is_found_among_the_items_of_a_phone_file():
    assert detect(heif(source_type(IPTC + AI))).is_ai == "yes"


def test_source_type_is_found_in_an_extended_packet():
    long = packet(f"<dc:description>{'word ' * 20_000}</dc:description>" + ELEMENT.format(IPTC + AI))
    found = detect(with_extended_xmp(long))
    assert (found.is_ai, found.warnings) == ("yes", [])


def test_source_type_is_found_in_a_packed_text_chunk():
    data = with_texts({"XML:com.adobe.xmp": source_type(IPTC + AI).decode()}, packed=True)
    assert detect(data).is_ai == "yes"


@pytest.mark.parametrize(
    "written",
    [
        f"<Iptc4xmpExt:DigitalSourceType>{IPTC}{AI}</Iptc4xmpExt:DigitalSourceType>",
        f"<Iptc4xmpExt:DigitalSourceType>\n {IPTC}{AI}\n </Iptc4xmpExt:DigitalSourceType>",
        f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{IPTC}{AI}"/>',
        f"<Iptc4xmpExt:DigitalSourceType><rdf:Bag><rdf:li>{IPTC}{AI}</rdf:li></rdf:Bag></Iptc4xmpExt:DigitalSourceType>",
        f'<Iptc4xmpExt:DigitalSourceType rdf:value="{IPTC}{AI}"/>',
        f"<Iptc4xmpExt:DigitalSourcefileType>{IPTC}{AI}</Iptc4xmpExt:DigitalSourcefileType>",
    ],
)
def test_source_type_is_read_in_every_form_of_element(written):
    assert detect(with_xmp(packet(written))).is_ai == "yes"


def test_source_type_is_read_as_an_attribute():
    assert detect(with_xmp(packet(attributes=f'Iptc4xmpExt:DigitalSourceType="{IPTC}{AI}"'))).is_ai == "yes"


def test_packet_in_sixteen_bits_is_read():
    xmp = source_type(IPTC + AI).decode().replace("\ufeff", "")
    assert detect(with_xmp(b"\xff\xfe" + xmp.encode("utf-16-le"))).is_ai == "yes"


@pytest.mark.parametrize(
    "value",
    [
        IPTC + AI,
        IPTC.replace("http:", "https:") + AI,
        f"{IPTC}{AI}/",
        f"{IPTC}{AI}?lang=en-GB",
        f"digsrctype:{AI}",
        AI,
        AI.upper(),
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData",
    ],
)
def test_term_is_known_however_it_is_written(value):
    assert terms.claim(value) == "yes"


@pytest.mark.parametrize("term", vocabulary.TERMS)
def test_term_says_of_ai_what_the_vocabulary_says(term):
    assert terms.claim(vocabulary.uri(term)) == vocabulary.is_ai(term).replace("ask", "unknown")


@pytest.mark.parametrize("term", vocabulary.TERMS)
def test_term_is_known_by_its_name_at_schema_org(term):
    name = vocabulary.TERMS[term].schema
    assert not name or terms.term(f"https://schema.org/{name}DigitalSource") == term


@pytest.mark.parametrize(("retired", "mapped"), vocabulary.RETIRED.items())
def test_retired_term_says_what_the_one_after_it_says(retired, mapped):
    assert terms.claim(IPTC + retired) == vocabulary.is_ai(mapped)


@pytest.mark.parametrize("field", ["AISystemUsed", "AISystemVersionUsed", "AIPromptInformation", "AIPromptWriterName"])
def test_field_about_an_ai_system_is_a_suspicion(field):
    data = with_xmp(packet(f"<Iptc4xmpExt:{field}>ExampleGen</Iptc4xmpExt:{field}>"))
    assert claims(data) == [("XMP", field, "suspected")]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("<xmp:CreatorTool>Midjourney 7</xmp:CreatorTool>", "CreatorTool"),
        (
            '<xmpMM:History><rdf:Seq><rdf:li stEvt:softwareAgent="Adobe Firefly"/></rdf:Seq></xmpMM:History>',
            "softwareAgent",
        ),
        ("<photoshop:Credit>Made with Google AI</photoshop:Credit>", "Credit"),
    ],
)
def test_name_of_a_generator_is_a_suspicion(body, field):
    assert claims(with_xmp(packet(body))) == [("XMP", field, "suspected")]


@pytest.mark.parametrize(
    "body",
    [
        "<xmp:CreatorTool>Adobe Photoshop 27.0</xmp:CreatorTool>",
        "<xmp:CreatorTool>Editor de imagen</xmp:CreatorTool>",
        "<photoshop:Credit>Pictures made by Ai Example</photoshop:Credit>",
        "<photoshop:Credit>Gemini Photo Service</photoshop:Credit>",
    ],
)
def test_name_of_anything_else_is_none(body):
    assert claims(with_xmp(packet(body))) == []


@pytest.mark.parametrize(("label", "claim"), [("1", "yes"), ("2", "suspected"), ("3", "suspected")])
def test_aigc_label_is_weighed_by_its_number(label, claim):
    body = f'<TC260:AIGC>{{"Label":"{label}","ContentProducer":"Example"}}</TC260:AIGC>'
    assert claims(with_xmp(packet(body))) == [("XMP", "AIGC", claim)]


def test_packet_fills_in_what_it_knows_in_the_default_language():
    body = (
        "<photoshop:Credit>Ada Example / Daily Example</photoshop:Credit>"
        '<dc:description><rdf:Alt><rdf:li xml:lang="fr">Le port</rdf:li>'
        '<rdf:li xml:lang="x-default">The harbour re\u0301opened</rdf:li></rdf:Alt></dc:description>'
        "<dc:creator><rdf:Seq><rdf:li>Ada Example</rdf:li><rdf:li>Bo Example</rdf:li></rdf:Seq></dc:creator>"
        "<dc:rights><rdf:Alt><rdf:li>© Daily Example</rdf:li></rdf:Alt></dc:rights>"
    )
    assert detect(with_xmp(packet(body))).prefill == {
        "credit": "Ada Example / Daily Example",
        "caption": "The harbour réopened",
        "creator": "Ada Example, Bo Example",
        "rights": "© Daily Example",
    }


def test_what_is_said_of_a_part_fills_in_nothing():
    body = '<xmpMM:Ingredients rdf:parseType="Resource"><dc:rights>Someone else</dc:rights></xmpMM:Ingredients>'
    assert detect(with_xmp(packet(body))).prefill == {}


def test_packet_comes_before_older_fields():
    data = with_iim([((2, 110), b"Old Credit"), ((2, 120), b"Old caption")])
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + packet("<photoshop:Credit>New Credit</photoshop:Credit>")
    marked = data[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2) + xmp + data[2:]
    assert detect(marked).prefill == {"credit": "New Credit", "caption": "Old caption"}


def test_picture_without_marks_is_unknown():
    found = detect(drawn())
    assert (found.is_ai, found.evidence, found.prefill, found.c2pa["state"]) == ("unknown", [], {}, "none")
