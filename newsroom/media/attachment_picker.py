"""The window in which the body editor chooses a file or a recording, or takes a new one."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from newsroom.media.file_kinds import KINDS
from newsroom.media.models import Attachment
from newsroom.media.operations import attachments
from newsroom.media.picker import CALLBACK

PER_PAGE = 50


def picker(model_admin, form_class, request):
    """List files, or with ``audio`` in the address recordings alone, newest first; a posted one is chosen at once."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    may_add = model_admin.has_add_permission(request)
    asked = {name: request.GET[name] for name in (CALLBACK, "audio") if name in request.GET}
    form = form_class(request.POST or None, request.FILES or None) if may_add else None
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        added = _added(form, request.user)
        if added:
            model_admin.log_addition(request, added, [{"added": {}}])
            return redirect(f"{request.path}?{urlencode(asked | {'chosen': added.pk})}")
    words = request.GET.get("q", "").strip()
    found, _ = model_admin.get_search_results(request, Attachment.objects.shown(), words)
    if "audio" in asked:
        found = found.filter(kind__in=[key for key, kind in KINDS.items() if kind.is_audio])
    context = model_admin.admin_site.each_context(request) | {
        "title": "Choose a recording" if "audio" in asked else "Choose a file",
        "is_popup": True,
        "media": form.media if form else "",
        "form": form,
        "asked": asked,
        "callback": asked.get(CALLBACK, ""),
        "chosen": request.GET.get("chosen", ""),
        "words": words,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "admin/media/attachment/picker.html", context)


def _added(form, user):
    """Return the new file's row, or None where the form says why there is none."""
    if not form.is_valid():
        return None
    try:
        return attachments.add_attachment(form.cleaned_data["upload"], actor=user, **form.words)
    except ValidationError as error:
        form.add_error(None, error)
        return None
