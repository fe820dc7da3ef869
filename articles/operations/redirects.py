"""Addresses of ours at which nothing stands any more, and where their readers are led."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import Resolver404, resolve

from articles.models.edition import Edition
from articles.models.redirect import Redirect
from articles.models.text import nfc_line
from newsroom.audit.operations.recording import record
from newsroom.publication.languages import in_other_language, language_of
from newsroom.publication.models import Publication

MOST_STEPS = 10


def target_of(path):
    """Return where readers of an address that leads nowhere are sent, "" where nobody has said.

    A redirect of the address without a language's prefix leads there in every language.
    """
    publication = Publication.current()
    plain = in_other_language(path, language_of(path, publication.languages), publication.default_language)
    found = dict(Redirect.objects.filter(path__in={path, plain}).values_list("path", "target"))
    return found.get(path) or found.get(plain, "")


def clean(path, target, *, but=None):
    """Return an address here and where it leads, tidied; raise ``ValidationError`` naming the field to mend."""
    path, target = tidy(path), _clean_target(target)
    if not path.startswith("/") or path.startswith("//"):
        raise ValidationError({"path": "Type an address here, beginning with a slash, such as /old-page/."})
    if path.startswith("/admin/"):
        raise ValidationError({"path": "The desk's own addresses lead nowhere else."})
    if Redirect.objects.filter(path=path).exclude(pk=but and but.pk).exists():
        raise ValidationError({"path": "This address leads somewhere already: change that redirect instead."})
    if _stands(path):
        raise ValidationError({"path": "Something stands at this address: withdraw or remove it first."})
    seen, step = {path}, target
    for _step in range(MOST_STEPS):
        if step in seen:
            raise ValidationError({"target": "This leads back to where it began: choose another address."})
        seen.add(step)
        after = Redirect.objects.filter(path=step).exclude(pk=but and but.pk).first()
        if after is None:
            return path, target
        step = after.target
    raise ValidationError({"target": "This leads from redirect to redirect: choose the address at the end."})


def tidy(path):
    """Return a typed address here as redirects keep it: without host, as readable text, ending with a slash."""
    parts = urlsplit(nfc_line(path))
    if parts.scheme or parts.netloc:
        if parts.hostname != urlsplit(Publication.current().address).hostname:
            return ""
        parts = urlsplit(parts.path)
    path = nfc_line(unquote(parts.path))
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


@transaction.atomic
def save(redirect, *, path, target, actor):
    """Store a redirect, new or changed, and return it."""
    is_new = redirect.pk is None
    if not actor.has_perm(f"articles.{'add' if is_new else 'change'}_redirect"):
        raise PermissionDenied("You may not make redirects.")
    redirect.path, redirect.target = clean(path, target, but=redirect)
    redirect.save()
    data = {"from": redirect.path, "to": redirect.target}
    record("redirect.made" if is_new else "redirect.changed", redirect, actor=actor, data=data)
    return redirect


@transaction.atomic
def remove(redirect, *, actor):
    """Take a redirect away; its address leads nowhere again."""
    if not actor.has_perm("articles.delete_redirect"):
        raise PermissionDenied("You may not remove redirects.")
    record("redirect.removed", redirect, actor=actor, data={"from": redirect.path, "to": redirect.target})
    redirect.delete()


def _clean_target(target):
    target = nfc_line(target)
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith("//")
    # A browser reads a backslash as a slash, and "/\\host" as another site.
    if "\\" not in target and (is_ours or (parts.scheme == "https" and parts.hostname)):
        return target
    raise ValidationError({"target": "Type an address here, such as /health/, or a whole one with https://."})


def _stands(path):
    """Say whether one of our own pages, or a live story, stands at an address."""
    publication = Publication.current()
    plain = in_other_language(path, language_of(path, publication.languages), publication.default_language)
    try:
        match = resolve(plain)
    except Resolver404:
        return False
    if match.url_name == "story":
        day, slug = match.args or match.kwargs.values()
        return Edition.objects.live().filter(path_date=day, slug=slug).exists()
    return not (match.args or match.kwargs)
