"""Requests of a visitor's browser, as the consent views meet them."""

from newsroom.consent.decision import Answer, Decision, today
from newsroom.consent.operations import policy
from newsroom.consent.visitor import SECURE_NAME


def decide(client, choice="accept", *, headers=None, secure=True, **form):
    """Post a decision as a page of the site itself does."""
    headers = {"Sec-Fetch-Site": "same-origin"} | (headers or {})
    return client.post("/consent/", {"choice": choice, **form}, headers=headers, secure=secure)


def hold_answer(client, *, is_yes, version=None, decided_on=None):
    """Give the client a cookie with the same answer to every purpose that asks."""
    answers = {each.slug: Answer(version or each.version, is_yes) for each in policy.current().optional}
    client.cookies[SECURE_NAME] = str(Decision(decided_on or today(), answers))


# What a browser with Global Privacy Control shows to scripts.
SIGNAL_SCRIPT = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
