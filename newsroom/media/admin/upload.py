"""Many pictures uploaded at once: the script sends them one by one, a form without script all together."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from newsroom.media import vocabulary
from newsroom.media.admin.columns import desk_image
from newsroom.media.forms import ACCEPT, MOST_MEGABYTES, TogetherForm
from newsroom.media.operations import collecting, pictures
from newsroom.media.renditions import ACCEPTED

PREFILLED = {"credit": "credit", "caption": "caption", "creator": "creator", "copyright_notice": "copyright notice"}
# Also what is left of a file without any name.
NOTHING = {"name": "", "refused": "Choose at least one picture."}


class UploadMixin:
    """Adds the screen that uploads many to the picture admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("upload/", wrap(self.upload_view), name="media_picture_upload"), *super().get_urls()]

    def upload_view(self, request):
        """Ask for pictures and what is true of all of them; answer each with what became of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TogetherForm(request.POST if request.method == "POST" else None, actor=request.user)
        results = []
        if request.method == "POST":
            files = request.FILES.getlist("files")
            results = [self._upload(request, form, file) for file in files] or [NOTHING]
            if not request.accepts("text/html"):
                return JsonResponse(results, safe=False)
        return self._upload_page(request, form, results)

    def _upload(self, request, form, file):
        """Return the file's name with what was added, or with why it was refused."""
        result = {"name": file.name}
        if not form.is_valid():
            return result | {"refused": " ".join(error for errors in form.errors.values() for error in errors)}
        anyway = "add_anyway" in request.POST
        try:
            picture = pictures.add_picture(file, actor=request.user, allow_duplicate=anyway, **form.words)
        except pictures.Duplicate as error:
            return result | {"refused": error.messages[0], "existing": _existing(error.picture)}
        except ValidationError as error:
            return result | {"refused": " ".join(error.messages)}
        self.log_addition(request, picture, [{"added": {}}])
        if collection := form.cleaned_data.get("collection"):
            collecting.add_pictures(collection, [picture], actor=request.user)
        return result | {"added": _added(picture)}

    def _upload_page(self, request, form, results):
        added = [result["added"]["id"] for result in results if "added" in result]
        context = self.admin_site.each_context(request) | {
            "title": "Upload pictures",
            "opts": self.opts,
            "media": form.media,
            "form": form,
            "accept": ACCEPT,
            "accepted": ACCEPTED,
            "most_megabytes": MOST_MEGABYTES,
            "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            "add_anyway": "add_anyway" in request.POST,
            "results": results,
            "added": ",".join(map(str, added)),
            "summary": f"{len(added)} of {len(results)} added." if results else "",
        }
        return TemplateResponse(request, "admin/media/picture/upload.html", context)


def _existing(picture):
    return {"url": reverse("admin:media_picture_change", args=[picture.pk]), "label": f"Open “{picture}”"}


def _added(picture):
    thumb = desk_image(picture, "thumb")
    return {
        "id": picture.pk,
        "url": reverse("admin:media_picture_change", args=[picture.pk]),
        "thumb": thumb["url"] if thumb else "",
        "note": " ".join(_notes(picture)),
    }


def _notes(picture):
    """Yield what the person who uploads should know of the picture."""
    if picture.prefilled:
        yield f"From the file: {', '.join(PREFILLED.get(name, name) for name in picture.prefilled)}."
    if picture.conflict:
        yield "The marks in the file disagree with the origin given here."
    elif picture.marks in vocabulary.CLAIMS and not picture.origin:
        yield "The file carries marks of AI."
