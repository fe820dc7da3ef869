"""What changed between two texts, word by word, as a list that a template prints."""

from difflib import SequenceMatcher
from typing import NamedTuple

SAME, REMOVED, ADDED = "same", "removed", "added"


class Run(NamedTuple):
    """Words in a row of which the same is true: "same", "removed" or "added"."""

    kind: str
    text: str


def by_words(before, after):
    """Return how the words of ``before`` became those of ``after``, a list of paragraphs: a list of runs for each.

    ``after`` is a list of paragraphs; ``before`` a text whose paragraphs are not known.
    """
    old, new, ends = before.split(), [], set()
    for paragraph in after:
        new += paragraph.split()
        ends.add(len(new))
    made = [[]]
    for kind, i, j, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if i < j and kind != "equal":
            made[-1].append(Run(REMOVED, " ".join(old[i:j])))
        while start < end:
            stop = min([end, *(place for place in ends if start < place)])
            made[-1].append(Run(SAME if kind == "equal" else ADDED, " ".join(new[start:stop])))
            if stop in ends and stop < len(new):
                made.append([])
            start = stop
    return [runs for runs in made if runs]


def numbered(parts):
    """Return ``{(part, place among those of its name): text}`` for [[part, text], …], in order."""
    found, seen = {}, {}
    for part, text in parts:
        seen[part] = seen.get(part, 0) + 1
        found[part, seen[part]] = text
    return found
