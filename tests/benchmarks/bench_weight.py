"""How heavy are a story of 600 words and the front page, HTML and styles together, as they are sent?

    uv run python tests/benchmarks/bench_weight.py

Loads the demo into a folder that is thrown away, gives two of its stories 600 words, and asks for them and for the
front page with gzip (the level that the site uses). For scale: the size in which the same page has no styles, what the
styles of each group add, and the ratio to the goal, 8 KB for a story and 10 KB for the front page (1 KB is 1024 bytes).
Leaves with status 1 where one is above its goal.
"""

import gzip
import os
import re
import sys
import tempfile
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KB = 1024
WORDS = 600
STORY_KB, FRONT_KB = 8, 10
# By people, in five languages, one of them in Arabic letters; and by AI, in one.
STORIES = ["premier-elect-tours-three-ports", "tolombe-and-cantemor-sketch-a-ferry-pact"]
STYLE = re.compile(rb"<style>.*?</style>", re.DOTALL)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_VAR": folder}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import django  # slow import

        django.setup()
        from django.core.management import call_command  # slow import

        call_command("demo", "--no-serve", verbosity=0, stdout=StringIO())
        pages = [(lengthened(slug), STORY_KB) for slug in STORIES] + [("/", FRONT_KB)]
        over = [path for path, goal in pages if weigh(path, goal) > goal]
        from django.db import connections  # slow import

        connections.close_all()
    sys.exit(1 if over else 0)


def lengthened(slug):
    """Give a story 600 words, taken from the demo's others, and return its address."""
    from articles.models import Edition  # slow import
    from articles.operations import publishing  # slow import
    from newsroom.accounts.models import User  # slow import

    editions = Edition.objects.filter(is_live=True, language="en").order_by("pk")
    story = editions.get(slug=slug).story
    others = re.findall(r"<p>.*?</p>", "".join(editions.exclude(slug=slug).values_list("body", flat=True)))
    while (missing := WORDS - len(re.sub("<[^>]+>", " ", story.body).split())) > 0:
        story.body += "<p>" + " ".join(re.sub("<[^>]+>", "", others.pop()).split()[:missing]) + "</p>"
    story.save()
    edition = publishing.publish(story, actor=User.objects.get(username="publisher"), change="minor")
    return edition.get_absolute_url()


def weigh(path, goal):
    """Print what the page weighs and return it in KB."""
    from django.test import Client  # slow import

    from newsroom import assets  # slow import

    response = Client().get(path, headers={"host": "localhost", "accept-encoding": "gzip"})
    sent, html = len(response.content), gzip.decompress(response.content)
    bare = packed(STYLE.sub(b"", html))
    print(f"{path}: {sent / KB:.1f} KB sent, {sent / KB / goal:.2f} of {goal} KB; {bare / KB:.1f} KB without styles")
    for name in assets.styles_for(html.decode()):
        css = assets.STYLES[name].css.encode()
        more = sent - packed(html.replace(b"<style>" + css + b"</style>", b""))
        print(f"  {name:8} {len(css) / KB:5.1f} KB, adds {more / KB:.1f} KB")
    return sent / KB


def packed(html):
    return len(gzip.compress(html, 6, mtime=0))


if __name__ == "__main__":
    main()
