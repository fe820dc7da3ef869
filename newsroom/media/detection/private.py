"""What a picture's file carries besides its origin, credit and rights: all that could betray who took it, or where."""

from newsroom.media.detection import containers, exif, xmp

PLACE = "where it was taken"
CAMERA = "the serial number of the camera or lens"
OWNER = "the owner of the camera"
MAKER_NOTE = "the maker’s note of the camera"
THUMBNAIL = "a smaller copy, perhaps of the picture before it was cut"
WORDS = "comments or text of programs"
IIM = "IPTC-IIM fields"
KINDS = (PLACE, CAMERA, OWNER, MAKER_NOTE, THUMBNAIL, WORDS, IIM)
EXIF_TAGS = {0x8825: PLACE, 0xA431: CAMERA, 0xA435: CAMERA, 0xA430: OWNER, 0x927C: MAKER_NOTE, 0x9286: WORDS}
XMP_NAMES = {
    "SerialNumber": CAMERA, "BodySerialNumber": CAMERA, "LensSerialNumber": CAMERA, "OwnerName": OWNER,
    "CameraOwnerName": OWNER, "Location": PLACE, "City": PLACE, "LocationCreated": PLACE, "Thumbnails": THUMBNAIL,
}  # fmt: skip
NOTHING = "It carries no place, serial number, owner, maker’s note, smaller copy or comment."


def carried(data):
    """Return which of ``KINDS`` a file's bytes carry, in that order."""
    contents = containers.read(data)
    found = {IIM} if contents.iim else set()
    if contents.texts:
        found.add(WORDS)
    for block in contents.exif:
        numbers, has_second = exif.tags(block)
        found |= {kind for number, kind in EXIF_TAGS.items() if number in numbers}
        if has_second:
            found.add(THUMBNAIL)
    for packet in contents.xmp:
        names = {one.name for one in xmp.properties(packet)[0]}
        found |= {kind for name, kind in XMP_NAMES.items() if name in names}
        if any(name.startswith("GPS") for name in names):
            found.add(PLACE)
    return [kind for kind in KINDS if kind in found]


def describe(data):
    """Return in a sentence what a file's bytes carry besides."""
    found = carried(data)
    return f"It also carries {'; '.join(found)}." if found else NOTHING
