"""The styles and the one head script that public pages carry inside them, and their hashes for the CSP.

All are constant while the process runs, so every page is the same bytes for every reader (decision 0002). Styles come
in groups; a page carries those that hold a rule for a class it uses.
"""

import base64
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from newsroom.site import own

STATIC = Path(__file__).resolve().parent.parent / "static"
# What lies in a publication's own directory is read in place of ours (docs/operating.md).
ROOTS = [*own("static"), STATIC]
# Group → its files under static/css/. A new file joins the group of the pages that it is for; pages carry the groups
# in this order. Each group costs every answer a hash in its policy, so they stay few.
GROUPS = {
    "frame": [
        "tokens", "base", "layout", "components/masthead", "components/button", "components/footer", "utilities",
        "print",
    ],
    "consent": ["components/consent"],
    "options": ["components/breaking", "components/preview_note", "components/take_part"],
    "front": ["components/masthead_front"],
    "cards": ["cards", "components/ai_chip", "components/picture", "components/story_card"],
    "story": [
        "components/ai_label", "components/byline", "components/prose", "components/share", "components/story",
        "print_story",
    ],
    "insets": [
        "components/attachments", "components/corrections", "components/embed", "components/figure",
        "components/gallery", "components/pull_quote", "components/table",
    ],
    "lists": ["heading", "components/author", "components/breadcrumbs", "components/months", "components/pager"],
    "pages": [
        "page", "components/ai_counts", "components/ai_log", "components/cookies", "components/correction_list",
        "components/labels", "components/report", "components/search",
    ],
}  # fmt: skip
SELECTORS = re.compile(r"(?<![^{};])([^{};@]+)\{")
CLASS_ATTRIBUTE = re.compile(r'\bclass="([^"]*)"')
# Where a template's styles come to stand once its classes are known.
PLACE = "<!-- styles -->"


class Style(NamedTuple):
    """A group as pages carry it, and for each of its selectors the classes without which it matches nothing."""

    css: str
    needs: frozenset


def _text(name):
    return next(root / name for root in ROOTS if (root / name).is_file()).read_text("utf-8-sig").strip()


def _group(files):
    css = _squeeze("\n".join(_text(f"css/{name}.css") for name in files))
    return Style(css, needs_of(css))


def needs_of(css):
    """Return for each selector of squeezed CSS the classes without which it matches nothing."""
    # A comma between brackets divides nothing, and of what brackets exclude or offer no class is needed.
    selectors = (part for found in SELECTORS.findall(css) for part in re.split(r",(?![^(]*\))", found))
    needs = (re.findall(r"\.(-?[a-z][\w-]*)", re.sub(r":(?:is|not)\([^()]*\)", "", part)) for part in selectors)
    return frozenset(map(frozenset, needs))


def _squeeze(css):
    """Drop comments, and white space and zeros that no selector, string or value needs."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").replace(";}", "}")
    return re.sub(r"(?<![\w.])0\.", ".", css).strip()


def _hash(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


STYLES = {name: _group(files) for name, files in GROUPS.items()}
# A publication's further rules come last, on every page and as they were written.
if any((root / "css" / "site.css").is_file() for root in own("static")):
    STYLES["site"] = Style(_text("css/site.css"), frozenset([frozenset()]))
CSS = "".join(style.css for style in STYLES.values())
STYLE_HASHES = [_hash(style.css) for style in STYLES.values()]
HEAD_SCRIPT = _text("js/consent-head.js")
HEAD_SCRIPT_HASH = _hash(HEAD_SCRIPT)
# What browsers that can may fetch ahead. Never "prerender": a page that nobody has opened would be counted as read.
SPECULATION_RULES = _text("js/speculation-rules.json")
SPECULATION_RULES_HASH = _hash(SPECULATION_RULES)


def styles_for(html):
    """Return the names of the groups that hold a rule for the page's classes, in the order of the style sheets."""
    classes = {name for found in CLASS_ATTRIBUTE.findall(html) for name in found.split()}
    return [name for name, style in STYLES.items() if any(need <= classes for need in style.needs)]


def with_styles(html):
    """Return the page with the styles it needs, each group an element of its own, where the template has `PLACE`."""
    return html.replace(PLACE, "".join(f"<style>{STYLES[name].css}</style>" for name in styles_for(html)), 1)
