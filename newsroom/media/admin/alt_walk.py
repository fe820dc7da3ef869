"""A walk through pictures that lack an alternative text: one at a time, large, with the box under the fingers."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from newsroom.media import alt_text
from newsroom.media.admin import chosen
from newsroom.media.admin.columns import desk_image
from newsroom.media.forms import alt_widget
from newsroom.media.models import Picture
from newsroom.media.operations import pictures

# The session keeps which pictures the walk is through, so that "next" and "back" mean the same on every screen.
WALK = "alt_walk"


class AltForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["alt"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["alt"]
        field.required = True
        field.error_messages["required"] = "Say what the picture shows, or skip it."
        field.widget = alt_widget(rows=4, maxlength=500)
        field.widget.attrs |= {"data-caption": self.instance.caption, "autofocus": True}


class AltWalkMixin:
    """Adds the walk to the picture admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("alt-texts/", wrap(self.walk_start), name="media_picture_alt_texts"),
            path("alt-texts/done/", wrap(self.walk_end), name="media_picture_alt_texts_done"),
            path("alt-texts/<int:pk>/", wrap(self.walk_view), name="media_picture_alt_text"),
            *super().get_urls(),
        ]

    @admin.action(description="Write alternative texts…", permissions=["change"])
    def write_alt_texts(self, request, queryset):
        selected = chosen.from_list(self, request, queryset)
        return selected and self._start(request, selected)

    def walk_start(self, request):
        """Begin a walk through the posted pictures, or through all that lack a text, newest first."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._start(request, chosen.read(self, request))
        lacking = self.get_queryset(request).filter(alt="")
        if not request.user.has_perm("media.change_any_picture"):
            lacking = lacking.filter(uploaded_by=request.user)
        return self._start(request, lacking.order_by("-pk")[: chosen.MOST_AT_ONCE])

    def walk_view(self, request, pk):
        """Show one picture of the walk; save its text and go on to the next that lacks one."""
        picture = self.get_object(request, pk)
        if not picture:
            raise Http404
        if not pictures.may_change(picture, request.user):
            raise PermissionDenied
        form = AltForm(request.POST if request.method == "POST" else None, instance=picture)
        concerns = []
        if request.method == "POST" and form.is_valid():
            alt = form.cleaned_data["alt"]
            concerns = alt_text.concerns(alt, picture.caption)
            if not concerns or request.POST.get("heard") == alt:
                picture = pictures.change_picture(picture, actor=request.user, alt=alt)
                self.log_change(request, picture, [{"changed": {"fields": ["alternative text"]}}])
                return redirect(self._next(request, pk))
        return self._walk_page(request, picture, form, concerns)

    def walk_end(self, request):
        """Say how many of the walk still lack a text."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        walk = request.session.get(WALK, [])
        left = self._lacking(request, walk)
        again = reverse("admin:media_picture_alt_text", args=[left[0]]) if left else ""
        return self._walk_answer(request, {"length": len(walk), "left": len(left), "again_url": again})

    def _start(self, request, selected):
        walk = [picture.pk for picture in selected if pictures.may_change(picture, request.user)]
        request.session[WALK] = walk
        return redirect(self._next(request, None))

    def _next(self, request, pk):
        """Return the address of the next picture of the walk that lacks a text, or of its end."""
        walk = request.session.get(WALK, [])
        later = walk[walk.index(pk) + 1 :] if pk in walk else walk if pk is None else []
        left = self._lacking(request, later)
        if left:
            return reverse("admin:media_picture_alt_text", args=[left[0]])
        return reverse("admin:media_picture_alt_texts_done")

    def _lacking(self, request, walk):
        lacking = set(self.get_queryset(request).filter(pk__in=walk, alt="").values_list("pk", flat=True))
        return [pk for pk in walk if pk in lacking]

    def _walk_page(self, request, picture, form, concerns):
        walk = request.session.get(WALK, [])
        place = walk.index(picture.pk) if picture.pk in walk else 0
        back = walk[place - 1] if place else None
        context = {
            "media": form.media,
            "form": form,
            "picture": picture,
            "image": desk_image(picture, "body"),
            "concerns": concerns,
            "heard": form.cleaned_data["alt"] if concerns else "",
            "place": place + 1,
            "length": max(len(walk), 1),
            "left": len(self._lacking(request, walk)),
            "next_url": self._next(request, picture.pk),
            "back_url": reverse("admin:media_picture_alt_text", args=[back]) if back else "",
        }
        return self._walk_answer(request, context)

    def _walk_answer(self, request, context):
        page = self.admin_site.each_context(request) | {"title": "Alternative texts", "opts": self.opts}
        return TemplateResponse(request, "admin/media/picture/alt_texts.html", page | context)
