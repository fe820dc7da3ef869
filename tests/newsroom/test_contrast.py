"""Contrast, computed from the tokens: whatever a rule sets words in, on whatever it or the page sets them."""

import re

import pytest

from newsroom.assets import CSS
from newsroom.publication.contrast import ratio

TOKENS = dict(re.findall(r"--([\w-]+):light-dark\(([^()]*(?:\([^()]*\))?[^()]*)\)", CSS))
RULES = re.findall(r"[{;}]([^{};@]+)\{([^{}]*)\}", CSS)
# What lies under words that bring no ground of their own: the page, and the boxes that stand on it.
GROUNDS = ["paper", "raised"]
THEMES = pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])


def colour(token, theme):
    said = TOKENS[token].split(",")[theme].strip()
    own = re.fullmatch(r"var\(--([\w-]+)\)", said)
    said = colour(own[1], theme) if own else said
    return said if len(said) == 7 else "#" + "".join(digit * 2 for digit in said[1:])


def said(declarations, name):
    """Return the token that a rule gives a property, "" where it gives none."""
    found = re.search(rf"(?:^|;){name}:var\(--([\w-]+)\)", declarations)
    return found[1] if found else ""


def pairs():
    """Return every (words, ground) that the rules set."""
    found = set()
    for _selector, declarations in RULES:
        words, ground = said(declarations, "color"), said(declarations, "background")
        found |= {(words or "ink", ground)} if ground else {(words, each) for each in GROUNDS if words}
    return sorted(found)


@THEMES
def test_all_words_have_seven_to_one(theme):
    found = {pair: ratio(*(colour(token, theme) for token in pair)) for pair in pairs()}
    assert {("ink", "corr"), ("ai", "ai-bg"), ("ai-bg", "ai"), ("kick", "paper"), ("link", "raised")} <= found.keys()
    assert {pair: value for pair, value in found.items() if value < 7} == {}


@THEMES
@pytest.mark.parametrize("ground", [*GROUNDS, "sunk"])
def test_edges_of_controls_and_the_focus_ring_have_three_to_one(theme, ground):
    assert min(ratio(colour(token, theme), colour(ground, theme)) for token in ("edge", "focus")) >= 3
