import xml.etree.ElementTree as ET

import pytest

from factories.pictures import make_picture
from newsroom.media import vocabulary, xmp
from newsroom.media.detection import detect
from newsroom.media.models import Picture
from newsroom.media.operations import files

DST = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"

WHOLE = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt='
    '"http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc='
    '"http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus='
    '"http://ns.useplus.org/ldf/xmp/1.0/"><Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/'
    "digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType><Iptc4xmpExt:AISystemUsed>ExampleGen"
    "</Iptc4xmpExt:AISystemUsed><Iptc4xmpExt:AISystemVersionUsed>3.1</Iptc4xmpExt:AISystemVersionUsed>"
    "<photoshop:Credit>Daily Example / AI</photoshop:Credit><dc:rights><rdf:Alt><rdf:li xml:lang="
    '"x-default">© 2026 Daily Example</rdf:li></rdf:Alt></dc:rights><xmpRights:WebStatement>https://example.org/licence'
    "</xmpRights:WebStatement><plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
    '</plus:DataMining></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


def elements(picture):
    document = xmp.packet(picture).decode().split("?>", 1)[1].rsplit("<?", 1)[0]
    return next(ET.fromstring(document).iter(DESCRIPTION))


def test_packet_says_what_is_known():
    picture = Picture(
        origin="trainedAlgorithmicMedia",
        ai_tools="ExampleGen 3.1",
        credit="Daily Example / AI",
        copyright_notice="© 2026 Daily Example",
        licence="https://example.org/licence",
        data_mining="DMI-PROHIBITED-AIMLTRAINING",
    )
    assert xmp.packet(picture).decode() == WHOLE


def test_packet_leaves_out_what_is_not_known():
    assert [element.tag for element in elements(Picture(origin="digitalCapture"))] == [DST]


@pytest.mark.parametrize("origin", ["", "unknown"])
def test_nothing_known_makes_no_packet(origin):
    assert xmp.packet(Picture(origin=origin)) == b""


def test_packet_says_nothing_of_the_desk():
    private = {name: "in confidence" for name in ("source", "creator", "usage_terms", "event", "ai_role", "caption")}
    assert b"in confidence" not in xmp.packet(Picture(origin="digitalCapture", credit="Ada", **private))


def test_markup_and_control_characters_of_a_credit_stay_words():
    picture = Picture(origin="print", credit='</photoshop:Credit><x a="&b;">\x00\ud800')
    assert [element.text for element in elements(picture)] == [
        vocabulary.uri("print"),
        '</photoshop:Credit><x a="&b;">',
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ExampleGen 3.1", ("ExampleGen", "3.1")),
        ("Example Gen v2", ("Example Gen", "2")),
        ("ExampleGen", ("ExampleGen", "")),
        ("OneGen 1, TwoGen 2", ("OneGen 1, TwoGen 2", "")),
        ("", ("", "")),
    ],
)
def test_tool_is_a_name_and_a_version(line, said):
    assert xmp._tool(line) == said


def test_licence_travels_as_an_address_alone():
    assert len(elements(Picture(origin="print", licence="Bought for one week"))) == 1


def test_packet_too_long_for_a_jpeg_keeps_the_origin():
    picture = Picture(origin="print", credit="é" * 40_000, copyright_notice="© Ada")
    tags = [element.tag.partition("}")[2] for element in elements(picture)]
    assert tags == ["DigitalSourceType", "rights"]


@pytest.mark.django_db
def test_every_public_file_carries_the_packet_and_is_read_as_declared():
    picture = make_picture(origin="trainedAlgorithmicMedia", realism="evident", size=(900, 600))
    contents = {name: files.read(files.public_shelf(), name) for name in picture.rendition_names}
    assert {name for name, data in contents.items() if xmp.packet(picture) not in data} == set()
    assert {detect(data).is_ai for data in contents.values()} == {"yes"}
