"""The screens behind the buttons of a picture's or a file's form. Each asks first, then does the deed."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from newsroom.media import hooks
from newsroom.media.operations import pictures, pulling


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
FILE_SCREENS = {
    "pull": Screen(
        "Pull this file?",
        "It disappears from every page at once, and its address says that it is gone. It can be put back.",
        "Pull the file",
        "It is on no page any more.",
        "media.pull_attachment",
        "Reason, for the desk and its record",
    ),
    "restore": Screen(
        "Put this file back?",
        "It appears again wherever it stood, and its address gives it again.",
        "Put it back",
        "It is back where it stood.",
        "media.pull_attachment",
    ),
}
DEEDS = {"pull": pulling.pull, "restore": pulling.restore, "override": pictures.override_detection}


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class DeedsMixin:
    """Adds the deeds' addresses to the admin of pictures or of files."""

    screens = SCREENS

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{deed}/", wrap(self._screen(deed)), name=f"media_{self.opts.model_name}_{deed}")
            for deed in self.screens
        ]
        return own + super().get_urls()

    def deed_buttons(self, request, item):
        """Return (label, address) of each deed that this person can do to this picture or file now."""
        return [
            (f"{screen.button}…", reverse(f"admin:media_{self.opts.model_name}_{deed}", args=[item.pk]))
            for deed, screen in self.screens.items()
            if self._may(request, deed, item)
        ]

    def deed_row(self, item):
        """Return the HTML of what a screen is about."""
        return item

    def override_url(self, request, picture):
        """Return where this person may overrule the marks, or nothing."""
        if not self._may(request, "override", picture):
            return ""
        return reverse("admin:media_picture_override", args=[picture.pk])

    def _may(self, request, deed, item):
        fits = item.conflict if deed == "override" else item.is_pulled == (deed == "restore")
        return fits and request.user.has_perm(self.screens[deed].permission)

    def _screen(self, deed):
        def view(request, pk):
            return self.deed_view(request, pk, deed)

        return view

    def deed_view(self, request, pk, deed):
        """Ask before the deed (GET), then do it (POST); a refusal stands in the form."""
        item = self.get_object(request, pk)
        if not item:
            raise Http404
        if not request.user.has_perm(self.screens[deed].permission):
            raise PermissionDenied
        form = self._reason_form(request, deed)
        if request.method == "POST" and form.is_valid():
            try:
                item = DEEDS[deed](item, actor=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, item, self.screens[deed].done)
                self.message_user(request, f"“{item}”: {self.screens[deed].done}")
                return redirect(f"admin:media_{self.opts.model_name}_change", pk)
        return self._question(request, item, deed, form)

    def _reason_form(self, request, deed):
        data = request.POST if request.method == "POST" else None
        if not self.screens[deed].reason:
            return forms.Form(data)
        form = ReasonForm(data)
        form.fields["reason"].label = self.screens[deed].reason
        return form

    def _question(self, request, item, deed, form):
        screen = self.screens[deed]
        context = self.admin_site.each_context(request) | {
            "title": screen.question,
            "opts": self.opts,
            "media": form.media,
            "original": item,
            "row": self.deed_row(item),
            "explanation": screen.explanation,
            "button": screen.button,
            "live_uses": hooks.count_live_uses(item) if screen.shows_live_uses else None,
            "form": form,
        }
        return TemplateResponse(request, "admin/media/deed.html", context)
