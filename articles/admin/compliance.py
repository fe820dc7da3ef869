"""The report on labels: every live story in which AI had a part, on the screen and as a table to keep."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.models import Edition, Section
from articles.operations import compliance, freezing
from articles.vocabulary import AILevel
from newsroom import spreadsheet
from newsroom.publication.models import Publication

PERMISSION = "articles.view_compliance"
PER_PAGE = 50


def _day(label):
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReportFilter(forms.Form):
    since = _day("First published from")
    until = _day("To")
    level = forms.ChoiceField(
        label="AI in the body",
        choices=[("", "All"), *((level, level.name.title()) for level in AILevel)],
        required=False,
    )
    section = forms.ModelChoiceField(Section.objects.all(), required=False, empty_label="All")
    shown = forms.ChoiceField(label="Only", choices=[("", "All"), *compliance.Shown.choices], required=False)

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", "This day is before the first: mend one of them.")
        return data


class ComplianceMixin:
    """Adds the report to the story admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("compliance/", wrap(self.compliance_view), name="articles_compliance"),
            path("compliance.csv", wrap(self.compliance_csv), name="articles_compliance_csv"),
        ]
        return own + super().get_urls()

    def compliance_view(self, request):
        """Show the report, a page at a time."""
        form, found = self._report(request)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": "What is labelled, what is not, and why",
            "opts": self.opts,
            "form": form,
            "page": page,
            "rows": list(compliance.rows(page.object_list)),
            "may_open": request.user.has_perm("articles.view_all_stories"),
        }
        status = 200 if form.is_valid() else 400
        return TemplateResponse(request, "admin/articles/story/compliance.html", context, status=status)

    def compliance_csv(self, request):
        """Send the same stories as a table, line by line as they are read."""
        form, found = self._report(request)
        if not form.is_valid():
            return self.compliance_view(request)
        publication = Publication.current()
        told = (_cells(row, publication) for row in compliance.rows(found))
        lines = spreadsheet.lines(cells for part in ([COLUMNS], told) for cells in part)
        name = f"ai-labels-{timezone.localdate(timezone=publication.zone)}.csv"
        return StreamingHttpResponse(
            (line.encode() for line in lines),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _report(self, request):
        """Return the filter as it was asked, and the editions it finds."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        form, zone = ReportFilter(request.GET), Publication.current().zone
        if not form.is_valid():
            return form, Edition.objects.none()
        return form, compliance.report(zone=zone, **form.cleaned_data)


COLUMNS = [
    *("Address", "Headline", "Language", "Section", "Edition", "First published", "As it is since"),
    *("AI in the body", "Parts by AI", "Need of a label", "Label readers see", "Why", "Checked by", "Checked at"),
    *("Ground", "Outcome", "Own text", "Of public interest", "Reason if not", "Policy version", "SHA-256 of the words"),
    *("AI pictures", "Overruled marks"),
]


def _cells(row, publication):
    edition, review = row.edition, row.edition.review
    checked = ["", "", "", "", ""]
    if review:
        checked = [review.reviewer_name, freezing.moment(review.reviewed_at)]
        checked += [review.get_basis_display(), review.get_outcome_display(), _said(review.is_own_text)]
    return [
        publication.absolute_url(edition.get_absolute_url()),
        edition.headline,
        edition.language,
        str(edition.section),
        edition.number,
        freezing.moment(edition.first_published_at),
        freezing.moment(edition.published_at),
        edition.ai_level,
        ", ".join(row.parts),
        edition.get_need_display(),
        row.label,
        row.why,
        *checked,
        _said(edition.is_public_interest),
        row.scope_reason,
        edition.policy_id or "",
        edition.content_sha256,
        "; ".join(row.pictures),
        "; ".join(row.overruled),
    ]


def _said(fact):
    return "yes" if fact else "no"
