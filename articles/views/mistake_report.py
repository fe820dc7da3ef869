"""Where readers report a mistake in a story."""

from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models.disclosure import AIReport
from articles.views.report_form import take, thank


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mistake_report(request):
    """Show the form, or keep the report."""
    return take(request, "mistake_report", _("Report a mistake"), AIReport.About.MISTAKE)


@require_safe
def mistake_reported(request):
    """Thank for the report."""
    return thank(request, "mistake_reported")
