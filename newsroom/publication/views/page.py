"""A standing page. The privacy page exists from the start: it lists what is stored on devices."""

from django.http import Http404
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom import richtext
from newsroom.media.models import Attachment, Picture
from newsroom.pages import render_page
from newsroom.publication.addresses import canonical_links, contact_url
from newsroom.publication.languages import Language, locales
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Page, Publication

PRIVACY = "privacy"


@require_safe
def page(request, slug):
    """Show the page in the interface's language or, marked as such, in one it exists in."""
    found = Page.objects.filter(slug=slug, is_published=True).first() or _unwritten(slug)
    publication = Publication.current()
    body = in_language(found.body)
    title, description = in_language(found.title), Truncator(richtext.plain_text(body.text)).chars(160)
    preview = {"type": "website", "title": title, "description": description}
    context = {
        "title": title,
        "description": description,
        "og": preview | locales(get_language(), publication.languages),
        "body": body,
        "body_language": Language(body.language),
        "body_html": _rendered(body.text),
        "is_privacy": slug == PRIVACY,
        "written_at": found.updated_at,
        "contact_url": contact_url(publication.responsible_contact),
    }
    return render_page(request, "pages/page.html", context | canonical_links(publication, request.path))


def _unwritten(slug):
    if slug != PRIVACY:
        raise Http404
    return Page(slug=slug, title={get_language(): _("Privacy")})


def _rendered(html):
    keys, files = richtext.picture_ids(html), richtext.attachment_ids(html)
    pictures = Picture.objects.in_bulk(keys) if keys else {}
    return richtext.render(html, pictures, attachments=Attachment.objects.shown().in_bulk(files) if files else {})
