"""What every public page carries about consent: the same for every visitor."""

import json
from functools import cached_property

from django.templatetags.static import static
from django.utils.encoding import escape_uri_path
from django.utils.safestring import mark_safe

from newsroom.consent.operations import policy
from newsroom.consent.vocabulary import Adapter

SCRIPTS = {Adapter.COUNTER: "js/components/counter.js"}


class ConsentFrame:
    """The part of a page that asks, and what its script needs to know."""

    def __init__(self, policy, path):
        self._policy = policy
        # Without the query, so that no visitor's parameters are kept in a page for all.
        self.next = escape_uri_path(path)
        self.asks = bool(policy.optional)
        self.purposes = policy.purposes
        self.published_at = policy.published_at
        self.purposes_attribute = " ".join(f"{purpose.slug}:{purpose.version}" for purpose in policy.optional)

    @cached_property
    def config_json(self):
        """Which script each purpose switches on, safe inside a script element."""
        config = {
            purpose.slug: static(SCRIPTS[purpose.adapter])
            for purpose in self._policy.optional
            if purpose.adapter in SCRIPTS
        }
        return mark_safe(json.dumps(config).replace("<", "\\u003c"))


def frame(request):
    """Return the frame's context; one query."""
    return {"consent": ConsentFrame(policy.current(), request.path)}
