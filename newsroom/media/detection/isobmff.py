"""Finds XMP and EXIF among the items of AVIF and HEIF files."""

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
XMP_TYPE = b"application/rdf+xml"
MOST_BOXES = 10_000
MOST_ITEMS = 4_000
MOST_EXTENTS = 64


class _Cursor:
    """Reads numbers one after the other."""

    def __init__(self, data):
        self.data, self.place = data, 0

    def number(self, size):
        end = self.place + size
        if end > len(self.data):
            raise ValueError("The box ends early.")
        value = int.from_bytes(self.data[self.place : end])
        self.place = end
        return value


def boxes(data):
    """Yield (type, content) for every box."""
    place = 0
    for _ in range(MOST_BOXES):
        if place + 8 > len(data):
            return
        size, kind, header = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[place + 8 : place + 16]), 16
        end = len(data) if size == 0 else place + size
        if end < place + header:
            return
        yield bytes(kind), data[place + header : end]
        place = end


def items(data, limit):
    """Yield ("xmp" or "exif", block) for every such item, cut to the limit."""
    view = memoryview(data)
    for kind, content in boxes(view):
        if kind == b"meta":
            yield from _meta(view, content[4:], limit)
        elif kind == b"uuid" and content[:16] == XMP_UUID:
            yield "xmp", bytes(content[16 : 16 + limit])


def _meta(view, meta, limit):
    found = dict(boxes(meta))
    names = _names(found.get(b"iinf", b""))
    for item, stores, extents in _locations(found.get(b"iloc", b"")):
        if item not in names:
            continue
        store = view if stores == 0 else found.get(b"idat", b"")
        block = b"".join(bytes(store[start : start + min(size, limit)]) for start, size in extents)[:limit]
        if names[item] == "exif":  # Four bytes say how far off the header is.
            block = block[4 + int.from_bytes(block[:4]) :]
        yield names[item], block


def _names(box):
    """Return {item: "xmp" or "exif"} out of the box that lists the items."""
    names = {}
    if not box:
        return names
    for kind, entry in boxes(box[4 + (2 if box[0] == 0 else 4) :]):
        if kind != b"infe" or len(entry) < 12:
            continue
        width = 2 if entry[0] == 2 else 4
        item = int.from_bytes(entry[4 : 4 + width])
        what = bytes(entry[4 + width + 2 : 4 + width + 6])
        if what == b"Exif":
            names[item] = "exif"
        elif what == b"mime" and XMP_TYPE in bytes(entry[4 + width + 6 :]).split(b"\0"):
            names[item] = "xmp"
    return names


def _locations(box):
    """Yield (item, where it is stored, [(start, size), …]) out of the box that says where items are."""
    if not box:
        return
    version, cursor = box[0], _Cursor(box[4:])
    sizes = cursor.number(2)
    offset_size, length_size, base_size, index_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15
    for _ in range(min(cursor.number(2 if version < 2 else 4), MOST_ITEMS)):
        item = cursor.number(2 if version < 2 else 4)
        stores = cursor.number(2) & 15 if version else 0
        cursor.number(2)
        base = cursor.number(base_size)
        extents = []
        count = cursor.number(2)
        if count > MOST_EXTENTS:
            raise ValueError("An item lies in more parts than any needs.")
        for _ in range(count):
            cursor.number(index_size if version else 0)
            extents.append((base + cursor.number(offset_size), cursor.number(length_size)))
        yield item, stores, extents
