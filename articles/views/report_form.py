"""The form with which readers report something: without script, cookie or account."""

from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.disclosure import AIPolicy
from articles.models.text import nfc_line, nfc_text
from articles.operations import ai_guide, reports
from articles.views.head import NOINDEX, list_head
from newsroom.consent.visitor import is_same_origin
from newsroom.pages import render_page
from newsroom.publication.addresses import contact_url
from newsroom.publication.models import Publication

MOST_ADDRESS, MOST_TEXT, MOST_CONTACT = 500, 4000, 254
TOO_LONG = gettext_lazy("This is too long: at most %(limit_value)d characters.")


class SeeOther(HttpResponseRedirect):
    """Sends the browser on with a GET."""

    status_code = 303


class ReportForm(forms.Form):
    """What a reader reports. ``extra`` is for programs that fill every box: people do not see it."""

    address = forms.CharField(
        max_length=MOST_ADDRESS,
        error_messages={
            "required": gettext_lazy("Say where you saw it: copy the address of the page."),
            "max_length": TOO_LONG,
        },
    )
    text = forms.CharField(
        max_length=MOST_TEXT,
        error_messages={"required": gettext_lazy("Say what is wrong, in a sentence or two."), "max_length": TOO_LONG},
    )
    contact = forms.EmailField(
        max_length=MOST_CONTACT,
        required=False,
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address: mend it, or leave the box empty."),
            "max_length": TOO_LONG,
        },
    )
    extra = forms.CharField(required=False)

    def clean_extra(self):
        if self.cleaned_data["extra"]:
            raise forms.ValidationError(_("One box has to stay empty. It is empty now: send the form again."))
        return ""


def take(request, name, title, about):
    """Show the form of a page by its URL name, or keep the report and send the reader on; what cannot be kept stays in
    the form, with the reason in words."""

    def page(form, status=200):
        return _page(request, name, title, form, status)

    if request.method != "POST":
        return page(ReportForm(initial={"address": request.GET.get("about", "")[:MOST_ADDRESS]}))
    form = ReportForm(_typed(request.POST))
    if not is_same_origin(request):
        form.add_error(
            None, _("Your browser did not say that the form was sent from this page. Send it again from here.")
        )
        return page(form, 403)
    if not form.is_valid():
        return page(form, 422)
    kept = {name: form.cleaned_data[name] for name in ("address", "text", "contact")}
    try:
        reports.receive(**kept, about=about)
    except reports.TooMany:
        form.add_error(None, _("Very many reports are coming in. Send yours again in an hour, or write to us."))
        return page(form, 429)
    return SeeOther(reverse(f"{name}ed"))


def thank(request, name):
    """Thank for a report, and say when it is answered."""
    title = _("Thank you for your report")
    head = list_head(request, Publication.current(), title) | {"robots": NOINDEX}
    context = {"title": title, "answer_time": ai_guide.answer_time(AIPolicy.current())}
    return render_page(request, f"pages/{name}.html", head | context)


def _typed(post):
    """Return what was typed, as it will be kept."""
    tidy = {"address": nfc_line, "text": nfc_text, "contact": nfc_line, "extra": nfc_line}
    return {name: tidied(post.get(name, "")) for name, tidied in tidy.items()}


def _page(request, name, title, form, status):
    publication = Publication.current()
    head = list_head(request, publication, title)
    context = {
        "title": title,
        "form": form,
        "answer_time": ai_guide.answer_time(AIPolicy.current()),
        "contact_url": contact_url(publication.responsible_contact),
        "robots": NOINDEX,
    }
    return render_page(request, f"pages/{name}.html", head | context, status=status, private=form.is_bound)
