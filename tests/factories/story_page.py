"""A story's page as a reader opens it, and what stands on it of AI."""

import re
from html import unescape

from articles.models import Author
from factories.people import make_user
from factories.stories import make_author, make_review, make_story, make_tool
from factories.stories import publish as publish_story


def publish(*, is_checked=False, tools=False, **fields):
    """Return the live edition of a story that Ada Fenn checked, or nobody."""
    story = make_story(**fields)
    if tools:
        story.ai_tools.add(make_tool())
    if is_checked:
        author = Author.objects.filter(name="Ada Fenn").first() or make_author("Ada Fenn", account=make_user("editor"))
        make_review(story, reviewer=author.account)
    return publish_story(story)


def opened(client, edition, interface="en"):
    prefix = "" if interface == "en" else f"/{interface}"
    return client.get(prefix + edition.get_absolute_url()).text.partition("<body>")[2]


def text(html):
    return re.sub("[ \n]+", " ", unescape(re.sub("<[^>]*>", "", html))).strip()


def part(html, pattern):
    found = re.findall(pattern, html, re.S)
    return found[0] if found else None


def label(html):
    """Return the weight, words and anchor of the label, or None."""
    found = part(html, r'<p class="ai-label" data-ai-need="(\w+)">(.*?)<a href="([^"]*)"')
    return found and (found[0], text(found[1]).removeprefix("AI "), found[2])


def details(html):
    """Return what is told on request as {term: [answers]}, or None."""
    found = part(html, r'<details class="ai-more">(.*?)</details>')
    rows = re.findall("<div><dt>(.*?)</dt>(.*?)</div>", found or "", re.S)
    return found and {text(term): [text(dd) for dd in re.findall("<dd>(.*?)</dd>", rest, re.S)] for term, rest in rows}
