"""The screens behind the picture form's buttons: pull, put back, overrule. Each asks first, then does the deed."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from newsroom.media import hooks
from newsroom.media.operations import pictures


class Screen(NamedTuple):
    """What a screen says: its question, what will happen, its button, and what it says when done."""

    question: str
    explanation: str
    button: str
    done: str
    permission: str
    reason: str = ""
    shows_live_uses: bool = True


SCREENS = {
    "pull": Screen(
        "Pull this picture?",
        "It disappears from every page at once, its files with it. Stories keep their place for it, and it can be put "
        "back.",
        "Pull the picture",
        "It is on no page any more.",
        "media.pull_picture",
        "Reason, for the desk and its record",
    ),
    "restore": Screen(
        "Put this picture back?",
        "It appears again wherever it stood.",
        "Put it back",
        "It is back where it stood.",
        "media.pull_picture",
    ),
    "override": Screen(
        "Overrule the marks in this file?",
        "The file carries marks of AI, and the picture is declared free of it. Overrule them only when you know that "
        "they err: who did it and why is recorded and counted.",
        "Overrule the marks",
        "The marks are overruled.",
        "media.override_detection",
        "How you know that the marks err (at least 20 characters)",
        shows_live_uses=False,
    ),
}
DEEDS = {"pull": pictures.pull, "restore": pictures.restore, "override": pictures.override_detection}


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class DeedsMixin:
    """Adds the deeds' addresses to the picture admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path(f"<int:pk>/{deed}/", wrap(self._screen(deed)), name=f"media_picture_{deed}") for deed in SCREENS]
        return own + super().get_urls()

    def deed_buttons(self, request, picture):
        """Return (label, address) of each deed that this person can do to this picture now."""
        return [
            (f"{SCREENS[deed].button}…", reverse(f"admin:media_picture_{deed}", args=[picture.pk]))
            for deed in SCREENS
            if self._may(request, deed, picture)
        ]

    def override_url(self, request, picture):
        """Return where this person may overrule the marks, or nothing."""
        if not self._may(request, "override", picture):
            return ""
        return reverse("admin:media_picture_override", args=[picture.pk])

    def _may(self, request, deed, picture):
        fits = {"pull": not picture.is_pulled, "restore": picture.is_pulled, "override": picture.conflict}
        return fits[deed] and request.user.has_perm(SCREENS[deed].permission)

    def _screen(self, deed):
        def view(request, pk):
            return self.deed_view(request, pk, deed)

        return view

    def deed_view(self, request, pk, deed):
        """Ask before the deed (GET), then do it (POST); a refusal stands in the form."""
        picture = self.get_object(request, pk)
        if not picture:
            raise Http404
        if not request.user.has_perm(SCREENS[deed].permission):
            raise PermissionDenied
        form = self._reason_form(request, deed)
        if request.method == "POST" and form.is_valid():
            try:
                picture = DEEDS[deed](picture, actor=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, picture, SCREENS[deed].done)
                self.message_user(request, f"“{picture}”: {SCREENS[deed].done}")
                return redirect("admin:media_picture_change", pk)
        return self._question(request, picture, deed, form)

    def _reason_form(self, request, deed):
        data = request.POST if request.method == "POST" else None
        if not SCREENS[deed].reason:
            return forms.Form(data)
        form = ReasonForm(data)
        form.fields["reason"].label = SCREENS[deed].reason
        return form

    def _question(self, request, picture, deed, form):
        screen = SCREENS[deed]
        context = self.admin_site.each_context(request) | {
            "title": screen.question,
            "opts": self.opts,
            "media": form.media,
            "original": picture,
            "row": self.shown(picture),
            "explanation": screen.explanation,
            "button": screen.button,
            "live_uses": hooks.count_live_uses(picture) if screen.shows_live_uses else None,
            "form": form,
        }
        return TemplateResponse(request, "admin/media/picture/deed.html", context)
