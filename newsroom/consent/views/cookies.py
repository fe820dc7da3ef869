"""``/cookies/``: what is stored, the visitor's own choice, and the form that changes it."""

from django.views.decorators.http import require_safe

from newsroom.consent import visitor
from newsroom.consent.decision import State
from newsroom.consent.operations import policy
from newsroom.pages import render_page


@require_safe
def cookies(request):
    """Show the published policy and this visitor's choice; kept by no cache."""
    decision = visitor.decision_of(request)
    has_signal = visitor.has_signal(request)
    in_force = policy.current()
    states = [(purpose, purpose.state(decision, has_signal)) for purpose in in_force.optional]
    context = {
        "choices": [{"purpose": purpose, "is_on": state == State.ACCEPTED} for purpose, state in states],
        "answers": _answers(decision, in_force),
        "decided_on": decision.decided_on if decision else None,
        "is_signal": any(state == State.SIGNAL for _purpose, state in states),
    }
    return render_page(request, "pages/cookies.html", context, private=True)


def _answers(decision, in_force):
    """Return what the visitor's cookie answers, for the purposes that still exist."""
    if not decision:
        return []
    return [
        {"purpose": purpose, "answer": decision.answers[purpose.slug]}
        for purpose in in_force.optional
        if purpose.slug in decision.answers
    ]
