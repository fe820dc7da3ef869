"""The files readers may be given to download or hear, told by their content: never HTML, SVG or anything that runs.

Signatures: RFC 8118 (PDF), ISO/IEC 21320-1 and ECMA-376 (XLSX), OpenDocument 1.3 part 2 (ODS), ISO/IEC 11172-3 and
id3.org (MP3), ISO/IEC 14496-12 (M4A), RFC 3533 and RFC 7845 (Ogg, Opus), RFC 2361 (WAV).
"""

import re
import zipfile
from pathlib import PurePath
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    """One kind of file: what readers are told it is, and its media type."""

    name: str
    type: str
    is_audio: bool = False


KINDS = {
    "pdf": Kind(_("Document"), "application/pdf"),
    "ods": Kind(_("Spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": Kind(_("Spreadsheet"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Kind(_("Table as text"), "text/csv; charset=utf-8"),
    "txt": Kind(_("Plain text"), "text/plain; charset=utf-8"),
    "mp3": Kind(_("Audio"), "audio/mpeg", is_audio=True),
    "m4a": Kind(_("Audio"), "audio/mp4", is_audio=True),
    "ogg": Kind(_("Audio"), "audio/ogg", is_audio=True),
    "wav": Kind(_("Audio"), "audio/wav", is_audio=True),
}
ACCEPT = ",".join(f".{kind}" for kind in (*KINDS, "opus"))
TAKEN = "PDF, ODS, XLSX, CSV and plain text in UTF-8, and MP3, M4A, Ogg (Opus or Vorbis) and WAV recordings"
START = 4096
# More entries, or more in them than this, is no spreadsheet but a trap for whoever opens it.
MOST_ENTRIES, MOST_UNPACKED = 5000, 2 * 1024**3

_MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]")
_M4A_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"dash"}
_MARKUP = re.compile(r"\s*<(!doctype|!--|\?xml|html|head|body|script|svg|style|iframe|meta|link)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(file):
    """Return which of ``KINDS`` an uploaded file is; raise ``ValidationError`` for any other, with the remedy."""
    file.seek(0)
    start = file.read(START)
    kind = _binary(start) or _packed(file, start) or _text(file)
    file.seek(0)
    return kind


def _binary(start):
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"ID3") or _MP3_FRAME.match(start):
        return "mp3"
    if start[4:8] == b"ftyp" and start[8:12] in _M4A_BRANDS:
        return "m4a"
    if start.startswith(b"OggS") and (b"OpusHead" in start[:64] or b"\x01vorbis" in start[:64]):
        return "ogg"
    if start.startswith(b"RIFF") and start[8:12] == b"WAVE":
        return "wav"
    return ""


def _packed(file, start):
    """Tell spreadsheets by what is in the archive; one with macros is refused."""
    if not start.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise _refusal("This archive holds too much to be a spreadsheet.")
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise _refusal("This spreadsheet has macros: save it without them.")
            if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                return "xlsx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kinds = {kind.type.encode(): key for key, kind in KINDS.items() if key == "ods"}
                return kinds.get(archive.read("mimetype").strip(), "") or _refuse()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise _refusal("This file is damaged.") from error
    return _refuse()


def _text(file):
    """Tell text by being text from end to end; its name says whether it is a table."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refuse()
    if not text.strip() or _CONTROL.search(text) or _MARKUP.match(text):
        return _refuse()
    return "csv" if PurePath(file.name or "").suffix.lower() in {".csv", ".tsv"} else "txt"


def _refuse():
    raise _refusal("This is no file that readers may be given.")


def _refusal(words):
    return ValidationError(f"{words} {TAKEN} are taken.", code="kind")
