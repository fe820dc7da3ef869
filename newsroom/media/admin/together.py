"""One set of words for many pictures: what is filled in is said of each, by the same deed as in its own form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from newsroom.media import vocabulary
from newsroom.media.admin import chosen
from newsroom.media.forms import BatchForm, CollectForm
from newsroom.media.models import Picture
from newsroom.media.operations import collecting, pictures

MOST_SHOWN = 60


class TogetherMixin:
    """Adds to the picture admin the screens that change many pictures."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("edit-together/", wrap(self.together_view), name="media_picture_together"),
            path("collect/", wrap(self.collect_view), name="media_picture_collect"),
            *super().get_urls(),
        ]

    @admin.action(description="Edit together…", permissions=["change"])
    def edit_together(self, request, queryset):
        selected = chosen.from_list(self, request, queryset)
        return selected and self._page(request, "together", selected, BatchForm(actor=request.user))

    @admin.action(description="Add to a collection…", permissions=["collect"])
    def add_to_collection(self, request, queryset):
        selected = chosen.from_list(self, request, queryset)
        return selected and self._page(request, "collect", selected, CollectForm(actor=request.user))

    def has_collect_permission(self, request):
        return request.user.has_perm("media.change_collection")

    def together_view(self, request):
        """Ask what is to be said of the chosen pictures, then say it of each and list what became of it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        selected = chosen.read(self, request)
        if not selected:
            return redirect("admin:media_picture_changelist")
        form = BatchForm(request.POST if "apply" in request.POST else None, actor=request.user)
        if not form.is_valid():
            return self._page(request, "together", selected, form)
        results = [(picture, self.shown(picture), *self._say(request, picture, form)) for picture in selected]
        return self._page(request, "together", selected, form, results=results, summary=_summary(results))

    def collect_view(self, request):
        """Ask for a collection, old or new, and put the chosen pictures into it."""
        if not self.has_collect_permission(request):
            raise PermissionDenied
        selected = chosen.read(self, request)
        if not selected:
            return redirect("admin:media_picture_changelist")
        form = CollectForm(request.POST if "apply" in request.POST else None, actor=request.user)
        if not form.is_valid():
            return self._page(request, "collect", selected, form)
        collection = form.collected()
        count = collecting.add_pictures(collection, selected, actor=request.user)
        self.message_user(request, f"“{collection}” has {count} more picture{'' if count == 1 else 's'}.")
        return redirect("admin:media_collection_change", collection.pk)

    def _say(self, request, picture, form):
        """Return the names of what was changed, and why not if it was refused."""
        words = _words_for(picture, form.words, only_blanks=form.cleaned_data["only_blanks"])
        collection = form.cleaned_data.get("collection")
        names = [Picture._meta.get_field(name).verbose_name for name in words]
        try:
            if words:
                reason = form.cleaned_data["reason"]
                pictures.change_picture(picture, actor=request.user, reason=reason, **words)
                self.log_change(request, picture, f"Edited together: {', '.join(names)}.")
            if collection and collecting.add_pictures(collection, [picture], actor=request.user):
                names.append(f"in “{collection}”")
        except ValidationError as error:
            return [], " ".join(error.messages)
        except PermissionDenied as error:
            return [], str(error)
        return names, ""

    def _page(self, request, name, selected, form, **results):
        context = self.admin_site.each_context(request) | {
            "title": {"together": "Edit pictures together", "collect": "Add pictures to a collection"}[name],
            "opts": self.opts,
            "media": form.media,
            "form": form,
            "pictures": selected,
            "shown": selected[:MOST_SHOWN],
            "chosen": chosen.keys(selected),
            "button": {"together": "Change", "collect": "Add"}[name],
            "address": f"admin:media_picture_{name}",
        }
        return TemplateResponse(request, "admin/media/picture/together.html", context | results)


def _words_for(picture, words, *, only_blanks):
    """Return the words that would change this picture."""
    words = {
        name: value
        for name, value in words.items()
        if value != getattr(picture, name) and not (only_blanks and getattr(picture, name))
    }
    if not vocabulary.has_ai(words.get("origin", picture.origin)):
        words.pop("realism", None)
    return words


def _summary(results):
    changed = sum(bool(names) for *_row, names, _refused in results)
    refused = sum(bool(refused) for *_row, refused in results)
    parts = [f"{changed} changed", f"{len(results) - changed - refused} left as they were", f"{refused} refused"]
    return f"Of {len(results)} pictures: {', '.join(parts)}."
