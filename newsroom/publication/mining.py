"""What machines are told about training AI on the publication, and about text and data mining.

Three ways of saying it, so that all of them say the same:

* ``Content-Usage``, a draft of the IETF (``newsroom.drafts``): a header of every story. The draft has a rule for
  robots.txt too, which validators of that file call a mistake; there it is named in a comment.
* TDMRep, the W3C community group's final report of 10 May 2024, https://www.w3.org/2022/tdmrep/: two headers,
  ``/.well-known/tdmrep.json`` and a policy in ODRL. It can reserve mining as a whole only, not training alone.
* RFC 9309: robots.txt asks crawlers by name to stay away.
"""

from typing import NamedTuple

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from newsroom import drafts


class Mining(TextChoices):
    """The publisher's position."""

    UNSAID = "", "Nothing is said"
    ALLOWED = "allowed", "Allowed"
    RESERVED = "reserved", "Reserved: not for training AI"


class Crawler(NamedTuple):
    """A name in robots.txt, whose it is, and who says that it gathers for training."""

    token: str
    operator: str
    source: str


LISTED = "https://github.com/ai-robots-txt/ai.robots.txt"
# As of November 2026. Only names whose purpose is training, or data sets for it. Search engines and tools that fetch a
# page for a person (OAI-SearchBot, Claude-User, Applebot, Googlebot …) have other names and are let in.
CRAWLERS = (
    Crawler("AI2Bot", "Ai2", "https://allenai.org/crawler"),
    Crawler("Ai2Bot-Dolma", "Ai2", "https://allenai.org/crawler"),
    Crawler("Amazonbot", "Amazon", "https://developer.amazon.com/amazonbot"),
    Crawler("Applebot-Extended", "Apple", "https://support.apple.com/119829"),
    Crawler("Bytespider", "ByteDance", LISTED),
    Crawler("CCBot", "Common Crawl", "https://commoncrawl.org/ccbot"),
    Crawler("ClaudeBot", "Anthropic", "https://support.claude.com/en/articles/8896518"),
    Crawler("cohere-training-data-crawler", "Cohere", LISTED),
    Crawler("DeepSeekBot", "DeepSeek", LISTED),
    Crawler("FacebookBot", "Meta", LISTED),
    Crawler(
        "Google-Extended",
        "Google",
        "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers",
    ),
    Crawler("GPTBot", "OpenAI", "https://developers.openai.com/docs/bots"),
    Crawler("ICC-Crawler", "NICT", LISTED),
    Crawler("Meta-ExternalAgent", "Meta", "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/"),
    Crawler("PanguBot", "Huawei", LISTED),
    Crawler("SBIntuitionsBot", "SB Intuitions", "https://www.sbintuitions.co.jp/en/bot/"),
    Crawler("Timpibot", "Timpi", LISTED),
    Crawler("Webzio-Extended", "Webz.io", LISTED),
)

PREFERENCES = {Mining.ALLOWED: "train-ai=y", Mining.RESERVED: "train-ai=n"}


def headers(publication):
    """Return the headers of a story's page, by name; none where nothing is said."""
    usage = _preference(publication)
    found = {"Content-Usage": usage} if usage else {}
    if publication.mining == Mining.ALLOWED:
        found["tdm-reservation"] = "0"
    elif publication.mining == Mining.RESERVED:
        found |= {"tdm-reservation": "1", "tdm-policy": policy_url(publication)}
    return found


def robots(publication):
    """Return robots.txt: the desk is closed to everyone, and the whole site to training where that is reserved.

    What the publication adds of its own stands last.
    """
    usage = _preference(publication)
    lines = ["User-agent: *", "Disallow: /admin/"]
    if usage:
        lines += [f"# The headers of stories say Content-Usage: {usage} ({drafts.CONTENT_USAGE})."]
    if publication.mining == Mining.RESERVED:
        lines += ["", "# These gather for training AI, which is reserved."]
        lines += [f"User-agent: {crawler.token}" for crawler in CRAWLERS]
        lines += ["Disallow: /"]
    if publication.robots_extra:
        lines += ["", *publication.robots_extra.splitlines()]
    lines += ["", f"Sitemap: {publication.absolute_url('/sitemap.xml')}"]
    return "\n".join(lines) + "\n"


def site_rules(publication):
    """Return the rules of ``/.well-known/tdmrep.json`` for a publication that reserves."""
    return [{"location": "/", "tdm-reservation": 1, "tdm-policy": policy_url(publication)}]


def policy(publication):
    """Return the TDMRep policy of a publication that reserves: mining needs consent, and here is whom to ask.

    Where no contact for licences is named, it is the responsible editor's.
    """
    assigner = {"uid": publication.address, "vcard:fn": str(publication)}
    contact = publication.mining_contact or publication.responsible_contact
    if contact.startswith("https://"):
        assigner["vcard:hasURL"] = contact
    elif contact:
        assigner["vcard:hasEmail"] = f"mailto:{contact}"
    return {
        "@context": ["http://www.w3.org/ns/odrl.jsonld", {"tdm": "http://www.w3.org/ns/tdmrep#"}],
        "@type": "Offer",
        "profile": "http://www.w3.org/ns/tdmrep",
        "uid": policy_url(publication),
        "assigner": assigner,
        "permission": [
            {
                "target": publication.absolute_url("/"),
                "action": "tdm:mine",
                "duty": [{"action": "obtainConsent"}],
            }
        ],
    }


def policy_url(publication):
    """Return the policy's full address, in the letters that a header can carry."""
    return iri_to_uri(publication.absolute_url(reverse("tdm_policy")))


def _preference(publication):
    return PREFERENCES.get(publication.mining, "") if settings.AI_DRAFT_STANDARDS else ""
