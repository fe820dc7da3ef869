"""The XMP packet that every public file of a picture carries: where it comes from and whose it is, and nothing else."""

import re
from xml.sax.saxutils import escape

from newsroom.media import vocabulary

HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">'
)
TAIL = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
SOURCE_TYPE = "Iptc4xmpExt:DigitalSourceType"
# What a JPEG has room for in one segment, its own marker and name taken off.
MOST_BYTES = 65_504
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A name and its version; more tools than one are said in one line, without a version.
TOOL = re.compile(r"([^,;]*\S)\s+v?(\d[\w.+-]*)")


def packet(picture):
    """Return the packet, or no bytes where nothing is known; what a JPEG has no room for is left out, longest first."""
    fields = {name: value for name, value in _fields(picture).items() if value}
    while fields:
        data = (HEAD + "".join(fields.values()) + TAIL).encode()
        if len(data) <= MOST_BYTES:
            return data
        del fields[max(fields.keys() - {SOURCE_TYPE}, key=lambda name: len(fields[name]))]
    return b""


def _fields(picture):
    system, version = _tool(picture.ai_tools)
    licence = picture.licence if picture.licence.startswith(("https://", "http://")) else ""
    rights = _text(picture.copyright_notice)
    return {
        SOURCE_TYPE: _element(SOURCE_TYPE, vocabulary.uri(picture.origin)),
        "AISystemUsed": _element("Iptc4xmpExt:AISystemUsed", system),
        "AISystemVersionUsed": _element("Iptc4xmpExt:AISystemVersionUsed", version),
        "Credit": _element("photoshop:Credit", picture.credit),
        "rights": rights
        and f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>',
        "WebStatement": _element("xmpRights:WebStatement", licence),
        "DataMining": _element("plus:DataMining", picture.data_mining and vocabulary.PLUS + picture.data_mining),
    }


def _tool(line):
    found = TOOL.fullmatch(line.strip())
    return found.groups() if found else (line, "")


def _element(name, value):
    text = _text(value)
    return f"<{name}>{text}</{name}>" if text else ""


def _text(value):
    return escape(NOT_XML.sub("", value).strip())
