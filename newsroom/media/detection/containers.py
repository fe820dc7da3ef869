"""Finds the blocks of metadata in a picture's file, whatever its format, without decoding the picture."""

import re
import zlib

from newsroom.media.detection import iim, isobmff
from newsroom.media.detection.cleaning import decode

MOST_PARTS = 50_000
MOST_BYTES = 8_000_000
MOST_TEXTS = 200
MOST_BLOCKS = 64  # Of one kind.
JPEG_SEGMENT = re.compile(rb"\xff([\xc0-\xcf\xd9-\xfe])")
START_OF_SCAN, END_OF_IMAGE, APP1, APP13, COMMENT = 0xDA, 0xD9, 0xE1, 0xED, 0xFE
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = b"Photoshop 3.0\0"
PNG_XMP = "XML:com.adobe.xmp"
RAW_PROFILE = "Raw profile type "
DAMAGED = "The file is damaged; some of it could not be searched."
TOO_MANY = "The file has more parts than any picture needs; the rest was not searched."


class Contents:
    """The blocks of one file: packets of XMP, EXIF and IPTC-IIM, and pairs of (name, text)."""

    def __init__(self):
        self.media_type = ""
        self.xmp, self.exif, self.iim, self.texts, self.warnings = [], [], [], [], []

    def add(self, blocks, block):
        """Take a block into one of the lists, cut to what is read of it."""
        if len(blocks) < MOST_BLOCKS:
            blocks.append(block[:MOST_BYTES])

    def add_text(self, name, text):
        if len(self.texts) < MOST_TEXTS:
            self.texts.append((name, text))

    def add_photoshop(self, data):
        """Take what Photoshop's resources hold, or bare data sets."""
        if data[:1] == b"\x1c":
            self.add(self.iim, data)
        for number, content in iim.resources(data):
            if number == iim.IIM_RESOURCE:
                self.add(self.iim, content)
            elif number == iim.XMP_RESOURCE:
                self.add(self.xmp, content)


def read(data):
    """Return the blocks of a file; those of a damaged one up to where it breaks."""
    contents = Contents()
    for media_type, is_one, reader in FORMATS:
        if is_one(data):
            contents.media_type = media_type
            try:
                reader(data, contents)
            except (ValueError, IndexError, zlib.error):
                contents.warnings.append(DAMAGED)
            break
    else:
        contents.warnings.append("The file is in no format that is searched for marks.")
    return contents


def _jpeg(data, contents):
    place, photoshop, extended = 2, [], {}
    for _ in range(MOST_PARTS):
        segment = JPEG_SEGMENT.search(data, place)
        if not segment or segment[1][0] in (START_OF_SCAN, END_OF_IMAGE):
            break
        place = segment.end()
        size = int.from_bytes(data[place : place + 2])
        body = data[place + 2 : place + max(2, size)]
        place += max(2, size)
        _segment(segment[1][0], body, contents, photoshop, extended)
    else:
        contents.warnings.append(TOO_MANY)
    for parts in extended.values():
        contents.add(contents.xmp, b"".join(part for _offset, part in sorted(parts)))
    contents.add_photoshop(b"".join(photoshop))


def _segment(marker, body, contents, photoshop, extended):
    if marker == APP1 and body.startswith(XMP):
        contents.add(contents.xmp, body[len(XMP) :])
    elif marker == APP1 and body.startswith(EXTENDED_XMP):
        rest = body[len(EXTENDED_XMP) :]  # Digest of the whole (32), its length (4), this part's place (4).
        extended.setdefault(rest[:32], []).append((int.from_bytes(rest[36:40]), rest[40:]))
    elif marker == APP1 and body.startswith(b"Exif\0"):
        contents.add(contents.exif, body[6:])
    elif marker == APP13 and body.startswith(PHOTOSHOP):
        photoshop.append(body[len(PHOTOSHOP) :])
    elif marker == COMMENT:
        contents.add_text("Comment", decode(body))


def _png(data, contents):
    place = 8
    for _ in range(MOST_PARTS):
        if place + 8 > len(data):
            return
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            try:
                _png_text(kind, data[place + 8 : place + 8 + size], contents)
            except (ValueError, zlib.error):
                contents.warnings.append(DAMAGED)
        elif kind == b"eXIf":
            contents.add(contents.exif, data[place + 8 : place + 8 + size])
        place += size + 12
    contents.warnings.append(TOO_MANY)


def _png_text(kind, body, contents):
    name, _, rest = body.partition(b"\0")
    name = decode(name[:79])
    if kind == b"iTXt":
        is_packed = rest[:1] == b"\1"
        rest = rest[2:].split(b"\0", 2)[-1]
    else:
        is_packed = kind == b"zTXt"
        rest = rest[1:] if is_packed else rest
    text = _unpacked(rest) if is_packed else rest[:MOST_BYTES]
    if name == PNG_XMP:
        contents.add(contents.xmp, text)
    elif name.startswith(RAW_PROFILE):
        _raw_profile(name.removeprefix(RAW_PROFILE), text, contents)
    else:
        contents.add_text(name, decode(text))


def _unpacked(data):
    """Return what was compressed, or as much of it as is taken."""
    return zlib.decompressobj().decompress(data, MOST_BYTES)


def _raw_profile(kind, text, contents):
    """Take a block that was written in hexadecimal digits beneath its name and its length."""
    digits = text.split(None, 2)[2:]
    profile = bytes.fromhex(decode(b"".join(digits)))
    if kind in ("exif", "APP1") and profile.startswith(XMP):
        contents.add(contents.xmp, profile[len(XMP) :])
    elif kind in ("exif", "APP1"):
        contents.add(contents.exif, profile)
    elif kind == "xmp":
        contents.add(contents.xmp, profile)
    elif kind in ("iptc", "8bim"):
        contents.add_photoshop(profile)


def _webp(data, contents):
    place = 12
    for _ in range(MOST_PARTS):
        if place + 8 > len(data):
            return
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if kind == b"XMP ":
            contents.add(contents.xmp, data[place + 8 : place + 8 + size])
        elif kind == b"EXIF":
            contents.add(contents.exif, data[place + 8 : place + 8 + size])
        place += 8 + size + (size & 1)
    contents.warnings.append(TOO_MANY)


def _gif(data, contents):
    place = 13 + _table(data[10])
    for _ in range(MOST_PARTS):
        kind = data[place : place + 1]
        if kind == b"\x2c":
            place += 10 + _table(data[place + 9]) + 1
            place, _parts = _blocks(data, place)
        elif kind == b"\x21":
            label, start = data[place + 1], place + 2
            place, parts = _blocks(data, start)
            if label == 0xFE:
                contents.add_text("Comment", decode(b"".join(parts)[:MOST_BYTES]))
            elif label == 0xFF and parts[:1] == [b"XMP DataXMP"]:
                # The packet follows bare, then a run of bytes that leads readers of blocks to its end.
                packet = data[start + 12 : place]
                end = packet.rfind(b"?>", 0, packet.rfind(b"\x01\xff\xfe") if b"\x01\xff\xfe" in packet else None)
                contents.add(contents.xmp, packet[: end + 2])
        else:
            return
    contents.warnings.append(TOO_MANY)


def _table(flags):
    """Return how many bytes the colour table takes that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data, place):
    """Return where a run of counted blocks ends, and the blocks."""
    parts = []
    while size := data[place]:
        parts.append(data[place + 1 : place + 1 + size])
        place += 1 + size
    return place + 1, parts


def _isobmff(data, contents):
    for kind, block in isobmff.items(data, MOST_BYTES):
        contents.add(contents.xmp if kind == "xmp" else contents.exif, block)


FORMATS = [
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8"), _jpeg),
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    ("image/webp", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    ("image/gif", lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif),
    ("image/avif", lambda data: data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"), _isobmff),
    ("image/heif", lambda data: data[4:8] == b"ftyp", _isobmff),
]
