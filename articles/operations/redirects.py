"""Addresses of ours at which nothing stands any more, and where their readers are led."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from articles.models.redirect import Redirect
from articles.models.text import nfc_line
from articles.operations import standing
from newsroom.audit.operations.recording import record
from newsroom.publication.languages import in_other_language, language_of
from newsroom.publication.models import Publication


def target_of(path):
    """Return where readers of an address that leads nowhere are sent, "" where nobody has said.

    A redirect of the address without a language's prefix leads there in every language.
    """
    if "\0" in path:
        # PostgreSQL has no room for it and would fail instead of finding none.
        return ""
    publication = Publication.current()
    plain = in_other_language(path, language_of(path, publication.languages), publication.default_language)
    found = dict(Redirect.objects.filter(path__in={path, plain}).values_list("path", "target"))
    return found.get(path) or found.get(plain, "")


def clean(path, target, *, but=None):
    """Return an address here and where it leads, tidied; raise ``ValidationError`` naming the field to mend."""
    path = standing.tidy(path)
    if not path.startswith("/") or path.startswith("//"):
        raise ValidationError({"path": "Type an address here, beginning with a slash, such as /old-page/."})
    if path.startswith("/admin/"):
        raise ValidationError({"path": "The desk's own addresses lead nowhere else."})
    if Redirect.objects.filter(path=path).exclude(pk=but and but.pk).exists():
        raise ValidationError({"path": "This address leads somewhere already: change that redirect instead."})
    if not standing.missing([path], with_redirects=False):
        raise ValidationError({"path": "Something stands at this address: withdraw or remove it first."})
    return path, clean_target(path, target, but=but)


def clean_target(path, target, *, but=None):
    """Return where an address here is to lead: the end, where what was typed leads on itself, so that there are no
    chains. Raise ``ValidationError`` where it cannot lead there."""
    target, seen = _web_address(target), {path}
    while True:
        here = standing.tidy(target) or target
        if here in seen:
            raise ValidationError({"target": "This leads back to where it began: choose another address."})
        seen.add(here)
        after = Redirect.objects.filter(path=here).exclude(pk=but and but.pk).first()
        if after is None:
            return target
        target = after.target


@transaction.atomic
def save(redirect, *, path, target, actor, by=None):
    """Store a redirect, new or changed, and return it; those that led to its address now lead where it does.

    ``actor`` is asked for the permission, ``by`` is whom the record names where that is not the same.
    """
    is_new = redirect.pk is None
    if not actor.has_perm(f"articles.{'add' if is_new else 'change'}_redirect"):
        raise PermissionDenied("You may not make redirects.")
    redirect.path, redirect.target = clean(path, target, but=redirect)
    redirect.save()
    data = {"from": redirect.path, "to": redirect.target}
    for other in Redirect.objects.exclude(pk=redirect.pk).filter(target__contains=redirect.path.rstrip("/")):
        if standing.tidy(other.target) == redirect.path:
            other.target = redirect.target
            other.save(update_fields=["target"])
            data.setdefault("also", []).append(other.path)
    record("redirect.made" if is_new else "redirect.changed", redirect, actor=by or actor, data=data)
    return redirect


def at(path):
    """Return the redirect of an address, or a new one."""
    return Redirect.objects.filter(path=path).first() or Redirect()


@transaction.atomic
def remove(redirect, *, actor):
    """Take a redirect away; its address leads nowhere again."""
    if not actor.has_perm("articles.delete_redirect"):
        raise PermissionDenied("You may not remove redirects.")
    _remove(redirect, actor)


def give_way(path, *, actor):
    """Take away what leads readers on from an address, in the transaction of a deed that puts something there."""
    for redirect in Redirect.objects.filter(path=path):
        _remove(redirect, actor)


def _remove(redirect, actor):
    record("redirect.removed", redirect, actor=actor, data={"from": redirect.path, "to": redirect.target})
    redirect.delete()


def _web_address(target):
    target = nfc_line(target)
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith("//")
    # A browser reads a backslash as a slash, and "/\\host" as another site.
    if "\\" not in target and (is_ours or (parts.scheme == "https" and parts.hostname)):
        return target
    raise ValidationError({"target": "Type an address here, such as /health/, or a whole one with https://."})
