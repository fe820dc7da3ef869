"""The window in which the body editor chooses a picture, or several for a gallery, or takes a new one."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms.widgets import Script
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from newsroom.media.forms import UploadForm
from newsroom.media.models import Collection, Picture
from newsroom.media.operations import pictures

PER_PAGE = 24
# The editor calls the window as CKEditor 4 calls a file browser, and waits under this number.
CALLBACK = "CKEditorFuncNum"
SEVERAL = "several"
# What a form with an ``offered`` box needs.
OFFERED = Script("admin_desk/picture-choice.js", type="module")


def offered(field):
    """Have the box for one picture show the chosen one and open the library beside it; return the field."""
    field.widget.attrs["data-library"] = reverse("admin:media_picture_changelist")
    return field


class PickerForm(UploadForm):
    """The picker's own upload: a picture that the library has already can be used at once."""

    def __init__(self, *args, here, **kwargs):
        super().__init__(*args, **kwargs)
        self.here = here

    def address_of(self, picture):
        return f"{self.here}&chosen={picture.pk}"


def picker(model_admin, request):
    """Show the library as a grid to choose from, newest first; a posted picture is added and chosen at once."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    may_add = model_admin.has_add_permission(request)
    callback, several = request.GET.get(CALLBACK, ""), request.GET.get(SEVERAL, "")
    here = f"{request.path}?{urlencode({CALLBACK: callback} | ({SEVERAL: several} if several else {}))}"
    form = PickerForm(request.POST or None, request.FILES or None, here=here) if may_add else None
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        if form.is_valid():
            anyway = form.cleaned_data["add_anyway"]
            file = form.cleaned_data["upload"]
            picture = pictures.add_picture(file, actor=request.user, allow_duplicate=anyway, **form.words)
            model_admin.log_addition(request, picture, [{"added": {}}])
            return redirect(form.address_of(picture))
    words = request.GET.get("q", "").strip()
    found, _ = model_admin.get_search_results(request, Picture.objects.filter(pulled_at=None), words)
    collection = request.GET.get("collection", "")
    if collection.isdecimal():
        found = found.filter(collections=collection)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request,
        "admin/media/picture/picker.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Choose pictures" if several else "Choose a picture",
            "is_popup": True,
            "media": form.media if form else "",
            "form": form,
            "callback": callback,
            "several": several,
            "callback_name": CALLBACK,
            "chosen": request.GET.get("chosen", ""),
            "words": words,
            "collections": Collection.objects.all() if request.user.has_perm("media.view_collection") else [],
            "collection": collection,
            "page": page,
        },
    )
