"""Reads IPTC-IIM, the older form of a photo's caption, credit and rights, out of Photoshop's resources."""

from newsroom.media.detection import generators
from newsroom.media.detection.cleaning import decode

IIM_RESOURCE = 0x0404
XMP_RESOURCE = 0x0424
CHARSET = (1, 90)
UTF_8 = b"\x1b%G"
PROGRAM, BYLINE, CREDIT, COPYRIGHT, CAPTION = (2, 65), (2, 80), (2, 110), (2, 116), (2, 120)
MOST_ROWS = 5_000


def resources(data):
    """Yield (number, content) for every resource in a Photoshop block."""
    place = 0
    while data[place : place + 4] == b"8BIM" and place + 12 <= len(data):
        number = int.from_bytes(data[place + 4 : place + 6])
        place += 6
        place += (data[place] + 2) & ~1  # A name with its length before it, padded to an even count.
        size = int.from_bytes(data[place : place + 4])
        place += 4
        yield number, data[place : place + size]
        place += (size + 1) & ~1


def rows(data):
    """Yield ((record, number), content) for every data set."""
    place = 0
    for _ in range(MOST_ROWS):
        if data[place : place + 1] != b"\x1c" or place + 5 > len(data):
            return
        key = data[place + 1], data[place + 2]
        size = int.from_bytes(data[place + 3 : place + 5])
        place += 5
        if size & 0x8000:  # The length is itself so many bytes long.
            longer = size & 0x7FFF
            size = int.from_bytes(data[place : place + min(longer, 4)])
            place += longer
        yield key, data[place : place + size]
        place += size


def read(data, findings):
    """Note all that the data sets say."""
    found = {}
    for key, content in rows(data):
        found.setdefault(key, []).append(content)
    is_utf_8 = found.get(CHARSET, [b""])[0] == UTF_8

    def words(key):
        return [one.decode("utf-8", "replace") if is_utf_8 else decode(one) for one in found.get(key, [])]

    for program in words(PROGRAM):
        generators.mark_program(findings, "IPTC-IIM", "OriginatingProgram", program)
    for credit in words(CREDIT):
        generators.mark_credit(findings, "IPTC-IIM", "Credit", credit)
    findings.offer("credit", "".join(words(CREDIT)[:1]))
    findings.offer("caption", "".join(words(CAPTION)[:1]))
    findings.offer("creator", ", ".join(words(BYLINE)))
    findings.offer("rights", "".join(words(COPYRIGHT)[:1]))
