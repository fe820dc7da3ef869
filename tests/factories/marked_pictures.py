"""Picture files that carry marks of their origin, of every kind and format; all made here."""

import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NAMESPACES = {
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
UUID_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def packet(body="", attributes="", prolog=""):
    """Return an XMP packet whose description has this content and these attributes."""
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{prolog}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" {DECLARED} '
        f'{attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>{" " * 100}<?xpacket end="w"?>'
    ).encode()


def source_type(value):
    """Return an XMP packet that declares a digital source type."""
    return packet(f"<Iptc4xmpExt:DigitalSourceType>{value}</Iptc4xmpExt:DigitalSourceType>")


def drawn(form="JPEG", **options):
    """Return the bytes of a plain picture."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(data, form, **options)
    return data.getvalue()


def with_xmp(xmp, form="JPEG"):
    """Return a picture that carries a packet as its format has it."""
    if form == "PNG":
        return with_texts({"XML:com.adobe.xmp": xmp.decode()})
    if form == "GIF":
        trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
        return drawn("GIF")[:-1] + b"\x21\xff\x0bXMP DataXMP" + xmp + trailer + b"\x3b"
    return drawn(form, xmp=xmp)


def with_texts(texts, *, packed=False):
    """Return a PNG with text fields."""
    info = PngInfo()
    for name, text in texts.items():
        info.add_itxt(name, text, zip=packed)
    return drawn("PNG", pnginfo=info)


def with_chunk(kind, body):
    """Return a PNG with one more chunk before its end."""
    data = drawn("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return data[:-12] + chunk + data[-12:]


def with_segment(marker, body, data=None):
    """Return a JPEG with one more segment at its start."""
    data = data or drawn()
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def with_extended_xmp(xmp, size=30_000):
    """Return a JPEG whose packet lies in parts, the last one first."""
    data, digest = drawn(), b"0" * 32
    for start in range(0, len(xmp), size):
        place = struct.pack(">II", len(xmp), start)
        body = b"http://ns.adobe.com/xmp/extension/\0" + digest + place + xmp[start : start + size]
        data = with_segment(0xE1, body, data)
    return data


def with_iim(rows, form="JPEG"):
    """Return a picture with IPTC-IIM data sets, given as ((record, number), bytes)."""
    sets = b"".join(b"\x1c" + bytes(key) + struct.pack(">H", len(value)) + value for key, value in rows)
    resource = b"8BIM\x04\x25\x03odd\0\0\0\x01x\0"  # Another resource first, of odd name and length.
    resource += b"8BIM\x04\x04\x01n" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)
    if form == "PNG":
        return with_texts({"Raw profile type iptc": f"\niptc\n{len(resource):8}\n{resource.hex()}\n"})
    return with_segment(0xED, b"Photoshop 3.0\0" + resource)


def with_exif(values, form="JPEG", comment=None):
    """Return a picture with EXIF fields, and a user comment given as bytes."""
    exif = Image.Exif()
    for tag, value in values.items():
        exif[tag] = value
    if comment is not None:
        exif.get_ifd(0x8769)[0x9286] = comment
    return drawn(form, exif=exif)


def box(kind, content):
    """Return an ISO media box."""
    return struct.pack(">I", len(content) + 8) + kind + content


def heif(xmp, exif=b""):
    """Return the frame of a HEIF file whose items lie in its ``idat`` box, as some phones write them."""
    blocks = [xmp, struct.pack(">I", 6) + b"Exif\0\0" + exif]
    kinds = [b"mime\0application/rdf+xml\0", b"Exif\0"]
    entries = [box(b"infe", b"\2\0\0\0" + struct.pack(">HH", number, 0) + kind) for number, kind in enumerate(kinds, 1)]
    rows, start = b"", 0
    for number, block in enumerate(blocks, 1):
        rows += struct.pack(">HHHHII", number, 1, 0, 1, start, len(block))
        start += len(block)
    boxes = box(b"iinf", b"\0\0\0\0" + struct.pack(">H", 2) + b"".join(entries))
    boxes += box(b"iloc", b"\1\0\0\0\x44\0" + struct.pack(">H", 2) + rows)
    boxes += box(b"idat", b"".join(blocks))
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0\0\0\0" + boxes)


def mutated(sample, dice):
    """Return a file's bytes with a few of them flipped, set, repeated or left out, as the dice fall."""
    data = bytearray(sample)
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(data))
        change = dice.choice(["flip", "set", "cut", "repeat", "drop"])
        if change == "flip":
            data[place] ^= 1 << dice.randrange(8)
        elif change == "set":
            data[place : place + 4] = dice.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"])
        elif change == "cut" and place > 20:
            del data[place:]
        elif change == "repeat":
            data[place:place] = data[place : place + dice.randrange(200)]
        else:
            del data[place : place + dice.randrange(1, 40)]
        if len(data) < 30:
            break
    return bytes(data)
