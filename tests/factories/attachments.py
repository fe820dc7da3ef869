"""Files and recordings for tests; their bytes are only as much of a format as tells it."""

import io
import struct
import wave
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from factories.people import make_user
from newsroom.media.operations import attachments

PDF = b"%PDF-1.7\n%%EOF\n"
CSV = "Port,Boats\nỌ̀yọ́,12\n".encode()


def wav(seconds=0.2):
    """Return silence as a WAV file."""
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16000 * seconds)))
    return data.getvalue()


def packed(**entries):
    """Return a zip archive of these entries; "__" in a name is a slash, the first is "mimetype" where it is given."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("Content_Types", "[Content_Types].xml"), content)
    return data.getvalue()


def ods():
    return packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="")


def xlsx(**more):
    return packed(Content_Types="<x/>", **{"xl__workbook.xml": "<x/>"} | more)


RECORDINGS = {
    "mp3": b"ID3\x04" + bytes(20),
    "m4a": struct.pack(">I", 24) + b"ftypM4A " + bytes(12),
    "ogg": b"OggS" + bytes(24) + b"OpusHead" + bytes(10),
    "wav": wav(),
}


def uploaded(content=PDF, name="../../report.html"):
    """Return bytes as an uploaded file, under a name that nobody should believe."""
    return SimpleUploadedFile(name, content, "text/html")


def make_attachment(content=PDF, *, actor=None, name="report.pdf", **said):
    """Return a stored file."""
    said = {"title": "The port’s figures"} | said
    return attachments.add_attachment(uploaded(content, name), actor=actor or make_user(superuser=True), **said)


def make_recording(**said):
    """Return a stored recording."""
    return make_attachment(wav(), name="tide.wav", **{"title": "The tide"} | said)
