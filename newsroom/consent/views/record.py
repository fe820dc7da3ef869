"""``POST /consent/``: records a decision in the visitor's own cookie."""

from http.cookies import CookieError, Morsel

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect

from newsroom.consent import visitor
from newsroom.consent.decision import MAX_AGE, Answer, Decision, today
from newsroom.consent.operations import counts, policy
from newsroom.consent.views.own_form import own_form
from newsroom.consent.vocabulary import Surface
from newsroom.publication.languages import language_of, offered_codes


class SeeOther(HttpResponseRedirect):
    """Sends the browser on with a GET."""

    status_code = 303


class BadAnswer(ValueError):
    """The form holds something no page of ours offers."""


@own_form
def record(request):
    """Keep the visitor's decision, count it, and expire what it turned off."""
    in_force = policy.current()
    try:
        decision = _decision(request.POST, in_force)
        surface = _surface(request.POST)
    except BadAnswer as problem:
        return HttpResponseBadRequest(str(problem), content_type="text/plain")
    path = visitor.return_path(request.POST.get("next", ""))
    response = _reply(request, path, decision)
    response.set_cookie(
        visitor.cookie_name(request),
        str(decision),
        max_age=MAX_AGE,
        secure=not visitor.is_plain_loopback(request),
        samesite="Lax",
    )
    for name in in_force.cookies_to_expire(decision, request.COOKIES):
        _expire(response, name, visitor.hostname(request))
    counts.count_decision(decision, surface=surface, language=language_of(path, offered_codes()))
    return response


def _decision(form, in_force):
    """Return the decision a form makes about every optional purpose."""
    slugs = {purpose.slug for purpose in in_force.optional}
    if not slugs:
        raise BadAnswer("There is nothing to choose.")
    match form.get("choice"):
        case "accept":
            chosen = slugs
        case "decline":
            chosen = set()
        case "save":
            chosen = _switched_on(form)
        case _:
            raise BadAnswer("The choice is accept, decline or save.")
    if not chosen <= slugs:
        raise BadAnswer("There is no such purpose.")
    answers = {purpose.slug: Answer(purpose.version, purpose.slug in chosen) for purpose in in_force.optional}
    return Decision(today(), answers)


def _switched_on(form):
    """Return the slugs switched on: ``p=slug``, or a pair of radio buttons ``p.slug=on|off``."""
    return set(form.getlist("p")) | {
        name.removeprefix("p.") for name, value in form.items() if name.startswith("p.") and value == "on"
    }


def _surface(form):
    surface = form.get("surface", Surface.BANNER)
    if surface not in Surface:
        raise BadAnswer("The surface is banner or settings.")
    return surface


def _reply(request, path, decision):
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    is_accepted = any(answer.is_yes for answer in decision.answers.values())
    return SeeOther(f"{path}#consent-{'accepted' if is_accepted else 'declined'}")


def _expire(response, name, host):
    """Expire a cookie as this host set it, and as each domain above it may have."""
    labels = host.split(".")
    is_address = ":" in host or labels[-1].isdigit()
    domains = [] if is_address else [".".join(labels[start:]) for start in range(len(labels) - 1)]
    for domain in ["", *domains]:
        morsel = Morsel()
        try:
            morsel.set(name, "", "")
        except CookieError:
            return
        morsel.update({"path": "/", "max-age": 0, "expires": "Thu, 01 Jan 1970 00:00:00 GMT", "domain": domain})
        morsel["secure"] = name.startswith("__")
        # The jar holds one cookie to a key; the key is never sent.
        response.cookies[f"{name};{domain}"] = morsel
