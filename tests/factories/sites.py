"""A directory of a publication's own look, for tests."""

import struct


def write(site, files):
    """Write texts, or bytes, under their names into the directory; return it."""
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return site


def compiled(texts):
    """Return a compiled catalogue of these translations, as ``msgfmt`` makes it."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **texts}.items())
    entries = [(key.encode(), value.encode()) for key, value in pairs]
    at, blob, tables = 28 + 16 * len(entries), b"", ([], [])
    for table, which in zip(tables, (0, 1), strict=True):
        for entry in entries:
            table += [len(entry[which]), at + len(blob)]
            blob += entry[which] + b"\0"
    head = [0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, 0]
    return struct.pack(f"<{7 + 4 * len(entries)}I", *head, *tables[0], *tables[1]) + blob
