"""Which files of the publication's own look replace ours, and whether ours has changed since it was copied.

What a file was copied from is kept beside it, under ``.originals/`` in the same directory, so that an upgrade can be
told from the copy and shown line by line. Nothing but ``copy`` and ``accept`` writes there.
"""

import difflib
import filecmp
import gettext
import shutil
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings
from django.db import models
from django.template.utils import get_app_template_dirs

KEPT = ".originals"
PARTS = ("templates", "static")
MESSAGES = "LC_MESSAGES/django"


class CannotOverride(Exception):
    """The deed cannot be done; the message says why and what to do."""


class State(models.TextChoices):
    """What is known of a file of the site and of ours with the same name."""

    CHANGED = "changed", "ours has changed since it was copied"
    GONE = "gone", "ours is gone, so that nothing of ours asks for it"
    UNKNOWN = "unknown", "replaces ours, but not known from which version it was copied"
    UNCHANGED = "unchanged", "replaces ours, which is as it was"
    ADDED = "added", "replaces nothing of ours"


# What somebody has to look at.
OPEN = (State.CHANGED, State.GONE, State.UNKNOWN)


class Override(NamedTuple):
    """A file of the site, such as ``templates/components/footer.html``; ``original`` is ours, None without one."""

    path: str
    state: State
    original: Path | None
    kept: Path

    @property
    def near(self):
        """The name of ours that may be meant by a file that replaces nothing; "" where none is like it."""
        if self.state != State.ADDED:
            return ""
        part, _slash, name = self.path.partition("/")
        return next((f"{part}/{near}" for near in difflib.get_close_matches(name, names(part), n=1, cutoff=0.85)), "")

    def difference(self):
        """Return what changed in ours since it was copied, as lines of a unified diff; none where it is no text."""
        try:
            then, now = (path.read_text("utf-8").splitlines() for path in (self.kept, self.original))
        except UnicodeDecodeError:
            return []
        return list(difflib.unified_diff(then, now, "ours, as copied", "ours, now", lineterm=""))


def found(site):
    """Return every template and static file of the site as an `Override`, in the order of their names."""
    paths = [path.relative_to(site).as_posix() for part in PARTS for path in _files(site / part)]
    return [_override(site, path) for path in sorted(paths)]


def copy(site, name):
    """Copy a file of ours into the site, and keep what it was copied from; return the `Override`."""
    path = _path(site, name)
    original = _original(path)
    if original is None:
        part, _slash, rest = path.partition("/")
        near = difflib.get_close_matches(rest, names(part), n=3, cutoff=0.6)
        like = f" Is one of these meant: {', '.join(f'{part}/{one}' for one in near)}?" if near else ""
        raise CannotOverride(f"There is no {path} of ours.{like}")
    if (site / path).exists():
        raise CannotOverride(f"{path} is in {site} already. To copy it anew, move yours away first.")
    for target in (site / path, site / KEPT / path):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, target)
    return _override(site, path)


def accept(site, name):
    """Note that the site's file goes with ours as it is now; return the `Override`."""
    path = _path(site, name)
    if not (site / path).is_file():
        raise CannotOverride(f"There is no {path} in {site}. “manage.py overrides” lists what is there.")
    original, kept = _original(path), site / KEPT / path
    if original:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, kept)
    else:
        kept.unlink(missing_ok=True)
    return _override(site, path)


def faults(site):
    """Return a sentence for each directory that nothing reads, catalogue not compiled and text that no page says."""
    read = (*PARTS, "locale")
    said = [
        f"Nothing reads {path.name}/, only {', '.join(read)}."
        for path in sorted(site.iterdir())
        if path.is_dir() and path.name not in read and not path.name.startswith(".")
    ]
    for source in sorted(site.glob(f"locale/*/{MESSAGES}.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists():
            said.append(f"{source.relative_to(site)} is not compiled: run “msgfmt -o {compiled} {source}”.")
    ours = _our_texts()
    for compiled in sorted(site.glob(f"locale/*/{MESSAGES}.mo")):
        path = compiled.relative_to(site)
        said += [f"{path} has “{text}”, which no page of ours says." for text in sorted(_texts(compiled) - ours)]
    return said


def names(part):
    """Return the names of all templates, or of all static files, that are ours or of a package we use."""
    return {path.relative_to(root).as_posix() for root in _roots(part) for path in _files(root)}


def _override(site, path):
    original, kept = _original(path), site / KEPT / path
    if original is None:
        state = State.GONE if kept.exists() else State.ADDED
    elif not kept.exists():
        state = State.UNKNOWN
    else:
        state = State.UNCHANGED if filecmp.cmp(original, kept, shallow=False) else State.CHANGED
    return Override(path, state, original, kept)


def _path(site, name):
    """Return the name as it is in the site, ``templates/`` put before it where no part is named."""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(site):
        path = path.relative_to(site)
    if path.is_absolute() or ".." in path.parts:
        raise CannotOverride(f"Name the file as it is in the site, such as templates/base.html, not {name}.")
    return (path if path.parts[:1] and path.parts[0] in PARTS else Path(PARTS[0]) / path).as_posix()


def _original(path):
    part, _slash, name = path.partition("/")
    return next((root / name for root in _roots(part) if name and (root / name).is_file()), None)


def _roots(part):
    return [settings.BASE_DIR / part, *get_app_template_dirs(part)]


def _files(root):
    return [path for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")]


def _our_texts():
    # French is complete here and in Django; what it has, every language may have.
    roots = [*settings.BASE_DIR.glob("newsroom/locale*"), Path(django.__file__).parent / "conf" / "locale"]
    roots += get_app_template_dirs("locale")
    return set().union(*(_texts(root / "fr" / f"{MESSAGES}.mo") for root in roots))


def _texts(compiled):
    if not compiled.exists():
        return set()
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    keys = (key[0] if isinstance(key, tuple) else key for key in catalogue)
    return {key.rpartition("\x04")[2] for key in keys} - {""}
