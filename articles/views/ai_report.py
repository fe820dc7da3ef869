"""Where readers report an item without its label."""

from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models.disclosure import AIReport
from articles.views.report_form import take, thank


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ai_report(request):
    """Show the form, or keep the report."""
    return take(request, "ai_report", _("Report an item without a label"), AIReport.About.LABEL)


@require_safe
def ai_reported(request):
    """Thank for the report."""
    return thank(request, "ai_reported")
