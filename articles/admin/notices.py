"""A person's own notices, and which of them are mailed."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.models import Notice, Story
from articles.operations import notices, waiting
from articles.vocabulary import NoticeKind
from newsroom import local_time
from newsroom.accounts.operations import people

PER_PAGE = 30


class MailsForm(forms.Form):
    mailed = forms.MultipleChoiceField(
        label="Mail me when", required=False, widget=forms.CheckboxSelectMultiple, choices=NoticeKind.choices
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mailed"].choices = [(kind.value, kind.label) for kind in kinds]


class NoticesMixin:
    """Adds the inbox and the choice of mails to the story admin; both show a person what is theirs alone."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("notices/", wrap(self.notices_view), name="articles_notices"),
            path("notices/read/", wrap(self.read_view), name="articles_notices_read"),
            path("mails/", wrap(self.mails_view), name="articles_mails"),
            *super().get_urls(),
        ]

    def notices_view(self, request):
        """List the person's notices: those not read first, the newest first."""
        is_read = Case(When(read_at__isnull=True, then=Value(0)), default=Value(1))
        found = Notice.objects.filter(person=request.user).order_by(is_read, "-pk")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        rows, zone = list(page.object_list), waiting.zone_of_desk()
        # A story may have been closed to this person since.
        stories = Story.objects.visible_to(request.user, few=True).only("headline", "language")
        seen = stories.in_bulk({notice.story_id for notice in rows})
        context = {
            "title": "Notices",
            "page": page,
            "rows": [(notice, seen.get(notice.story_id), local_time.said(notice.created_at, zone)) for notice in rows],
            "has_unread": any(notice.read_at is None for notice in rows),
        }
        return self._own_page(request, "admin/articles/notice/list.html", context)

    def read_view(self, request):
        """Mark one notice as read, and lead to its story where that is asked; without one, mark all."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key = request.POST.get("notice", "")
        if not key:
            number = notices.mark_read(request.user)
            messages.success(request, "1 notice is marked as read." if number == 1 else f"{number} are marked as read.")
            return HttpResponseRedirect(reverse("admin:articles_notices"))
        own = Notice.objects.filter(person=request.user)
        notice = get_object_or_404(own, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0)
        notices.mark_read(request.user, notice.pk)
        if "open" in request.POST and notice.story_id:
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[notice.story_id]))
        return HttpResponseRedirect(reverse("admin:articles_notices"))

    def mails_view(self, request):
        """Ask which kinds of notices are mailed (GET), and keep that (POST)."""
        person, kinds = request.user, notices.kinds_of(request.user)
        form = MailsForm(
            request.POST or None, kinds=kinds, initial={"mailed": [k for k in kinds if k not in person.muted]}
        )
        if request.method == "POST" and form.is_valid():
            # What a person cannot get now stays as they said it once.
            muted = set(person.muted) - set(kinds) | set(kinds) - set(form.cleaned_data["mailed"])
            people.mute(person, [str(kind) for kind in muted])
            messages.success(request, "Your mails are set.")
            return HttpResponseRedirect(reverse("admin:articles_mails"))
        return self._own_page(request, "admin/articles/notice/mails.html", {"title": "My mails", "form": form})

    def _own_page(self, request, template, context):
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, template, context)
