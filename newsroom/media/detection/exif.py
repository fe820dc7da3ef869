"""Reads the few EXIF fields that say who or what made a picture."""

import re

from newsroom.media.detection import generators
from newsroom.media.detection.cleaning import decode

DESCRIPTION, MAKE, MODEL, SOFTWARE, ARTIST, COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298
SUB_IFD, USER_COMMENT, EDITING_SOFTWARE = 0x8769, 0x9286, 0xA43B
XP_COMMENT, XP_AUTHOR = 0x9C9C, 0x9C9D
UTF_16_TAGS = {XP_COMMENT, XP_AUTHOR}
PROGRAMS = {SOFTWARE: "Software", EDITING_SOFTWARE: "ImageEditingSoftware"}
# Where programs put their settings; some choose the make and model of the camera.
TEXTS = {
    USER_COMMENT: "UserComment", DESCRIPTION: "ImageDescription", XP_COMMENT: "XPComment", MAKE: "Make",
    MODEL: "Model",
}  # fmt: skip
WANTED = {*PROGRAMS, *TEXTS, ARTIST, COPYRIGHT, XP_AUTHOR}
BYTE, ASCII, LONG, UNDEFINED, UTF_8 = 1, 2, 4, 7, 129
MOST_BYTES = 200_000
# What cameras write where nobody has written a caption.
CAMERA_CAPTION = re.compile(r"(?i:.*digital camera|sony dsc|samsung camera pictures|dcim\S*|default|untitled)")


def fields(data):
    """Return {tag: text} for the wanted fields of an EXIF block."""
    data = data.removeprefix(b"Exif\0\0")
    order = {b"II": "little", b"MM": "big"}.get(data[:2])
    if not order:
        return {}
    raw = _directory(data, int.from_bytes(data[4:8], order), order)
    if SUB_IFD in raw:
        raw |= _directory(data, int.from_bytes(raw[SUB_IFD], order), order)
    return {tag: _text(tag, content).rstrip("\0 ") for tag, content in raw.items() if tag in WANTED}


def tags(data):
    """Return the numbers of the fields of an EXIF block, and whether a second picture follows them."""
    data = data.removeprefix(b"Exif\0\0")
    order = {b"II": "little", b"MM": "big"}.get(data[:2])
    if not order:
        return set(), False
    place = int.from_bytes(data[4:8], order)
    first = _numbers(data, place, order)
    after = place + 2 + int.from_bytes(data[place : place + 2], order) * 12
    inner = _directory(data, place, order).get(SUB_IFD)
    found = first | (_numbers(data, int.from_bytes(inner, order), order) if inner else set())
    return found, any(data[after : after + 4])


def _numbers(data, place, order):
    count = int.from_bytes(data[place : place + 2], order)
    entries = data[place + 2 : place + 2 + count * 12]
    return {int.from_bytes(entries[start : start + 2], order) for start in range(0, len(entries), 12)}


def _directory(data, place, order):
    """Return {tag: bytes} for the wanted entries of one directory."""
    found = {}
    for index in range(int.from_bytes(data[place : place + 2], order)):
        entry = data[place + 2 + index * 12 : place + 14 + index * 12]
        if len(entry) < 12:
            break
        tag, kind = int.from_bytes(entry[:2], order), int.from_bytes(entry[2:4], order)
        size = int.from_bytes(entry[4:8], order)
        if tag == SUB_IFD and kind == LONG:
            found[tag] = entry[8:12]
        elif tag in WANTED and kind in (BYTE, ASCII, UNDEFINED, UTF_8):
            start = int.from_bytes(entry[8:12], order)
            found[tag] = entry[8 : 8 + size] if size <= 4 else data[start : start + min(size, MOST_BYTES)]
    return found


def _text(tag, content):
    if tag in UTF_16_TAGS:
        return content.decode("utf-16-le", "replace")
    if tag == USER_COMMENT:
        return _comment(content)
    return decode(content)


def _comment(content):
    """Return a comment, which names its character set in its first eight bytes."""
    charset, content = content[:8], content[8:]
    if charset == b"UNICODE\0":
        # The byte order is seldom the one promised: zeros stand first in big-endian Latin text.
        order = "utf-16-be" if content[::2].count(0) > content[1::2].count(0) else "utf-16-le"
        return content.decode(order, "replace")
    if charset.strip(b"\0 ") in (b"", b"ASCII", b"JIS"):
        return decode(content)
    return decode(charset + content)


def read(data, findings):
    """Note all that an EXIF block says."""
    found = fields(data)
    for tag, name in PROGRAMS.items():
        generators.mark_program(findings, "EXIF", name, found.get(tag, ""))
    for tag, name in TEXTS.items():
        generators.mark_text(findings, "EXIF", name, found.get(tag, ""))
    caption = found.get(DESCRIPTION, "")
    if not CAMERA_CAPTION.fullmatch(caption.strip()) and not generators.SETTINGS.search(caption):
        findings.offer("caption", caption)
    findings.offer("creator", found.get(ARTIST, ""))
    findings.offer("creator", found.get(XP_AUTHOR, ""))
    findings.offer("rights", found.get(COPYRIGHT, "").replace("\0", " "))
