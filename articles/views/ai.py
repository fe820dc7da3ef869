"""How the newsroom uses AI: its policy, every label that readers meet, its tools and its numbers."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.disclosure import AIPolicy
from articles.operations import ai_counts, ai_guide
from articles.views.head import list_head
from articles.views.report_form import MOST_ADDRESS, ReportForm
from newsroom.pages import render_page
from newsroom.publication.addresses import contact_url
from newsroom.publication.localtext import in_language
from newsroom.publication.mining import Mining
from newsroom.publication.models import Publication


@require_safe
def ai(request):
    """Show the policy that holds, what the labels mean, what AI did lately, and who answers for it."""
    publication, policy = Publication.current(), AIPolicy.current()
    head = list_head(
        request,
        publication,
        _("How we use AI"),
        _("What our labels on stories and pictures mean, and who answers for them."),
    )
    context = {
        **policy_context(policy),
        "versions": list(AIPolicy.objects.values("pk", "published_at")),
        "samples": ai_guide.samples(),
        "data_words": ai_guide.data_words(),
        "tools": ai_guide.register(),
        "counts": ai_counts.last_months(publication.zone),
        "contact_url": contact_url(publication.responsible_contact),
        "mining": ai_guide.mining_words(publication),
        "mining_url": reverse("tdm_policy") if publication.mining == Mining.RESERVED else "",
        "form": ReportForm(initial={"address": request.GET.get("about", "")[:MOST_ADDRESS]}),
        "answer_time": ai_guide.answer_time(policy),
    }
    return render_page(request, "pages/ai.html", head | context)


@require_safe
def ai_policy(request, number):
    """Show one version of the policy, as it was published."""
    policy = get_object_or_404(AIPolicy, pk=number)
    title = _("How we use AI: version %(number)s") % {"number": policy.pk}
    newer = AIPolicy.objects.filter(pk__gt=policy.pk).order_by("pk").values("pk", "published_at").first()
    head = list_head(request, Publication.current(), title)
    return render_page(
        request, "pages/ai_policy.html", head | policy_context(policy) | {"title": title, "newer": newer}
    )


def policy_context(policy):
    """Return what a page shows of a version: its words in the reader's language, and its rules."""
    return {"policy": policy, "policy_text": in_language(policy.text), "rules": ai_guide.rules(policy)}
