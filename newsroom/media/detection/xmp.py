"""Reads XMP packets: flat properties out of RDF in all its forms, no document types, no entities."""

from typing import NamedTuple
from xml.parsers import expat

from newsroom.media.detection import generators, terms

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
META = "adobe:ns:meta/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
FRAME_NAMESPACES = {RDF, XML, META, ""}

SOURCE_TYPES = {"digitalsourcetype", "digitalsourcefiletype"}
AI_FIELDS = {"AISystemUsed", "AISystemVersionUsed", "AIPromptInformation", "AIPromptWriterName"}
PROGRAMS = {"CreatorTool", "softwareAgent", "Software", "Producer"}
TEXTS = {"UserComment", "Comment", "Parameters", "parameters"}

MOST_ELEMENTS = 50_000
DEEPEST = 100
MOST_TEXT = 100_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Refused(ValueError):
    """A packet that is not what XMP may be; the message is a sentence for the desk."""


class Property(NamedTuple):
    """One value of one property; ``depth`` is 0 for what is said of the picture itself."""

    namespace: str
    name: str
    value: str
    depth: int
    language: str


class _Element:
    def __init__(self, namespace, name, language):
        self.namespace, self.name, self.language = namespace, name, language
        self.is_property = namespace not in FRAME_NAMESPACES
        self.text, self.length = [], 0


class _Packet:
    """Handlers for the parser; ``properties`` grows as the packet is read."""

    def __init__(self):
        self.properties, self.open, self.count = [], [], 0

    def start(self, name, attributes):
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.open) > DEEPEST:
            raise Refused("The XMP packet is larger or deeper than any that is meant to be read.")
        namespace, _, local = name.rpartition(" ")
        self.open.append(_Element(namespace, local, attributes.get(f"{XML} lang", "")))
        for key, value in attributes.items():
            namespace, _, local = key.rpartition(" ")
            if namespace == RDF and local in ("resource", "value"):
                self._say(value)
            elif namespace not in FRAME_NAMESPACES:
                depth = sum(element.is_property for element in self.open)
                self.properties.append(Property(namespace, local, value[:MOST_TEXT], depth, ""))

    def text(self, text):
        if self.open and self.open[-1].length < MOST_TEXT:
            self.open[-1].text.append(text)
            self.open[-1].length += len(text)

    def end(self, _name):
        self._say("".join(self.open[-1].text))
        self.open.pop()

    def doctype(self, *_):
        raise Refused("The XMP packet declares entities of its own, which is not allowed, so it was not read.")

    def _say(self, value):
        """Keep a value as one of the innermost property that is open."""
        owners = [element for element in self.open if element.is_property]
        if owners and value.strip():
            owner, language = owners[-1], self.open[-1].language
            value = value.strip()[:MOST_TEXT]
            self.properties.append(Property(owner.namespace, owner.name, value, len(owners) - 1, language))


def properties(packet):
    """Return the properties of a packet, and a sentence on what kept some of it from being read, or ""."""
    reader = _Packet()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, reader.doctype
    if not packet.startswith(UTF_16):
        packet = packet.strip(b"\0 \t\r\n")
    try:
        parser.Parse(packet, True)
    except Refused as refusal:
        return reader.properties, str(refusal)
    except (expat.ExpatError, ValueError, LookupError):
        return reader.properties, "The XMP packet is damaged; some of it could not be read."
    return reader.properties, ""


def read(packet, findings):
    """Note all that a packet says; return the address at which it says that a C2PA seal is kept, or ""."""
    found, problem = properties(packet)
    if problem:
        findings.warn(problem)
        for term in terms.named_in(packet):
            findings.mark("XMP", "DigitalSourceType", term, terms.claim(term))
    for one in found:
        _mark(one, findings)
    _prefill(found, findings)
    seals = (one.value for one in found if (one.namespace, one.name) == (DCTERMS, "provenance"))
    return next((address for address in seals if address.startswith(("http://", "https://"))), "")


def _mark(one, findings):
    if one.name.lower() in SOURCE_TYPES:
        findings.mark("XMP", one.name, one.value, terms.claim(one.value))
    elif one.name in AI_FIELDS:
        findings.mark("XMP", one.name, one.value, "suspected")
    elif one.name == "AIGC" or "tc260" in one.namespace.lower():
        generators.mark_label(findings, "XMP", one.name, one.value)
    elif one.name in PROGRAMS:
        generators.mark_program(findings, "XMP", one.name, one.value)
    elif (one.namespace, one.name) == (PHOTOSHOP, "Credit"):
        generators.mark_credit(findings, "XMP", one.name, one.value)
    elif one.name in TEXTS:
        generators.mark_text(findings, "XMP", one.name, one.value)


def _prefill(found, findings):
    findings.offer("credit", _default(found, PHOTOSHOP, "Credit"))
    findings.offer("caption", _default(found, DC, "description"))
    findings.offer("rights", _default(found, DC, "rights"))
    findings.offer("creator", ", ".join(_all(found, DC, "creator")))


def _values(found, namespace, name):
    return [one for one in found if (one.namespace, one.name, one.depth) == (namespace, name, 0)]


def _all(found, namespace, name):
    return [one.value for one in _values(found, namespace, name)]


def _default(found, namespace, name):
    """Return the value in the default language, else the first."""
    ranked = sorted(_values(found, namespace, name), key=lambda one: one.language != "x-default")
    return ranked[0].value if ranked else ""
