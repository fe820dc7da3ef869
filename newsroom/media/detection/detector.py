"""Reads every source of a file and weighs what they say."""

from newsroom.media.detection import containers, exif, generators, iim, seal, xmp
from newsroom.media.detection.report import NO_SEAL, Findings

# Names of PNG text fields → what they fill in.
PNG_PREFILL = {"author": "creator", "copyright": "rights", "description": "caption"}
DAMAGED = "A block of {} in the file is damaged; some of it could not be read."


def detect(data, *, anchors=""):
    """Return the ``Detection`` of a picture's bytes; ``anchors`` are the certificates trusted to seal, as PEM."""
    return list(readings(data, anchors=anchors))[-1]


def readings(data, *, anchors=""):
    """Yield the ``Detection`` of a file without its seal, then, where there is one, with it.

    So the first answer stands when reading a hostile seal ends the process.
    """
    findings, contents = Findings(), containers.read(data)
    for warning in contents.warnings:
        findings.warn(warning)
    elsewhere = [xmp.read(packet, findings) for packet in contents.xmp]
    _read_blocks("IPTC-IIM", iim.read, contents.iim, findings)
    _read_blocks("EXIF", exif.read, contents.exif, findings)
    for name, text in contents.texts:
        _read_text(name, text, findings)
    if seal.is_in(data):
        unsealed = findings.copy()
        yield unsealed.detection(seal.unread(data, unsealed))
        yield findings.detection(seal.read(data, contents.media_type, anchors, findings))
    elif any(elsewhere):
        findings.warn(seal.ELSEWHERE)
        yield findings.detection(NO_SEAL | {"state": "unread"})
    else:
        yield findings.detection(dict(NO_SEAL))


def _read_blocks(kind, reader, blocks, findings):
    for block in blocks:
        try:
            reader(block, findings)
        except (ValueError, IndexError):
            findings.warn(DAMAGED.format(kind))


def _read_text(name, text, findings):
    if name.lower() == "software":
        generators.mark_program(findings, "text", name, text)
    elif name.lower() in PNG_PREFILL and not generators.SETTINGS.search(text[: generators.MOST_TEXT]):
        findings.offer(PNG_PREFILL[name.lower()], text)
    generators.mark_text(findings, "text", name, text)
    generators.mark_credit(findings, "text", name, text)
