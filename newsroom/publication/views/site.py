"""What the site says about itself to machines."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.publication import health, icons, mining, well_known
from newsroom.publication.look import look_css
from newsroom.publication.models import Publication

# Their addresses change with what they hold.
KEPT = {"Cache-Control": "public, max-age=86400"}


@require_safe
def healthz(request):
    """Answer 200 where the site can serve, else 503 and why not. Work that is late is said, and stops no reader."""
    problem = health.database_problem()
    late = [] if problem else health.late_work()
    said = "failing" if problem else "late" if late else "ok"
    answer = {"status": said, "problems": [problem] if problem else late}
    return JsonResponse(answer, status=503 if problem else 200, headers={"Cache-Control": "no-store"})


@require_safe
def robots(request):
    """Say which crawlers may read what, and name the sitemap."""
    text = mining.robots(Publication.current())
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def tdm_policy(request):
    """Serve the policy of a publication that reserves text and data mining."""
    return _where_reserved(mining.policy, "application/ld+json")


@require_safe
def tdmrep(request):
    """Serve the rules of a publication that reserves text and data mining."""
    return _where_reserved(mining.site_rules, "application/json")


def _where_reserved(make, content_type):
    publication = Publication.current()
    if publication.mining != mining.Mining.RESERVED:
        raise Http404
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(make(publication), safe=False, content_type=content_type, headers=headers)


@require_safe
def security(request):
    """Say whom to tell of a hole in the site."""
    text = well_known.security_txt(Publication.current(), timezone.now().date())
    if not text:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def change_password(request):
    """Lead password managers to where the desk's people change theirs."""
    return redirect("admin:password_change")


@require_safe
def manifest(request):
    """Serve the manifest that browsers make an app of."""
    data = well_known.manifest(Publication.current())
    return JsonResponse(
        data,
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def favicon(request):
    """Serve the icon of tabs and bookmarks, which browsers also ask for without being told."""
    data = icons.favicon(icons.design(Publication.current()))
    return HttpResponse(data, content_type="image/x-icon", headers=KEPT)


@require_safe
def icon(request, name):
    """Serve one of the larger icons, of home screens for instance."""
    if name not in icons.FILES:
        raise Http404
    data = icons.png(icons.design(Publication.current()), name)
    return HttpResponse(data, content_type="image/png", headers=KEPT)


@require_safe
def look(request):
    """Serve the publication's own colours and typefaces as a style sheet, where it has chosen any."""
    css = look_css(Publication.current())
    if not css:
        raise Http404
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=KEPT)
