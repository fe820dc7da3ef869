"""Which public files a picture should have, and which of them are still to be made. Pure: it opens no file."""

import hashlib
from typing import NamedTuple

from newsroom.media.specs import SPECS, cut, sizes

# Raise it when the encoders change, so that ``manage.py media render`` makes every file anew.
ENCODING = 1


class Basis(NamedTuple):
    """All that the public files of a picture are made of.

    ``key`` is the name of the original, ``packet`` what every file says of itself in XMP, ``labels`` what is written
    into the picture for social networks, ``{language: text}``.
    """

    key: str
    width: int
    height: int
    focal_point: tuple[float, float]
    packet: bytes
    labels: dict[str, str]


class Task(NamedTuple):
    """One public file to make. ``pixels`` and ``words`` stand for what its image and its packet come from."""

    spec: str
    format: str
    width: int
    height: int
    language: str
    label: str
    pixels: str
    words: str

    @property
    def slot(self):
        return self.spec, self.format, self.width, self.height, self.language

    @property
    def row(self):
        """What the picture's row keeps of the file, but for its name."""
        said = {"language": self.language} if self.language else {}
        return {
            "format": self.format, "width": self.width, "height": self.height, **said,
            "pixels": self.pixels, "words": self.words,
        }  # fmt: skip


def tasks(basis, specs=SPECS):
    """Return the files that a picture should have, each spec's largest first."""
    return [task for name in specs for task in _of_spec(basis, name)]


def current(renditions, wanted):
    """Return the listed files that may still be shown: those whose image is still right, whatever their packet says."""
    pixels = {task.slot: task.pixels for task in wanted}
    kept = [(spec, row) for spec, row in _rows(renditions) if pixels.get(_slot(spec, row)) == row.get("pixels")]
    return _listed(row | {"spec": spec} for spec, row in kept)


def missing(renditions, wanted):
    """Return the files that are not there as they should be."""
    there = {(*_slot(spec, row), row.get("pixels"), row.get("words")) for spec, row in _rows(renditions)}
    return [task for task in wanted if (*task.slot, task.pixels, task.words) not in there]


def unshowable(renditions, wanted):
    """Return the files whose image itself is not there as it should be."""
    there = {(*_slot(spec, row), row.get("pixels")) for spec, row in _rows(renditions)}
    return [task for task in wanted if (*task.slot, task.pixels) not in there]


def joined(renditions, made):
    """Return the list of files with the newly made ones in it; ``made`` is pairs of task and file name."""
    new = {task.slot for task, _name in made}
    kept = [row | {"spec": spec} for spec, row in _rows(renditions) if _slot(spec, row) not in new]
    return _listed([*kept, *(task.row | {"name": name, "spec": task.spec} for task, name in made)])


def _of_spec(basis, name):
    spec = SPECS[name]
    left, top, right, bottom = cut(spec, basis.width, basis.height, basis.focal_point)
    shown = sizes(spec, right - left, bottom - top)
    jpeg_size = min(shown, key=lambda size: abs(size[0] - spec.jpeg_width))
    labels = basis.labels if name == "social" else {}
    words = _digest(basis.packet)
    for size in shown:
        for kind in (*spec.formats, *(["jpeg"] if size == jpeg_size else [])):
            for language, label in labels.items() or [("", "")]:
                pixels = _digest(repr((ENCODING, basis.key, left, top, right, bottom, label)).encode())
                yield Task(name, kind, *size, language, label, pixels, words)


def _rows(renditions):
    return [(spec, row) for spec, rows in renditions.items() for row in rows]


def _slot(spec, row):
    return spec, row["format"], row["width"], row["height"], row.get("language", "")


def _listed(rows):
    """Return ``{spec: [row, …]}``, smallest first, and otherwise always in the same order."""
    listed = {}
    for row in sorted(rows, key=lambda row: (row["width"], row["format"], row.get("language", ""))):
        listed.setdefault(row.pop("spec"), []).append(row)
    return listed


def _digest(data):
    return hashlib.sha256(data).hexdigest()[:12]
