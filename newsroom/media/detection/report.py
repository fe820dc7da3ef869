"""The answer of the detection, and how single marks are weighed into it."""

from typing import NamedTuple

from newsroom.media.detection.cleaning import clean

# From the weakest to the strongest.
CLAIMS = ("no", "unknown", "suspected", "partly", "yes")
MOST_EVIDENCE = 40
MOST_WARNINGS = 10
PREFILL_LENGTHS = {"credit": 200, "caption": 1000, "creator": 200, "rights": 500}
NO_SEAL = {"state": "none", "issuer": "", "generator": ""}


class Detection(NamedTuple):
    """What a file says about its origin: a claim for a person to weigh, never a decision.

    ``is_ai`` is the strongest of ``CLAIMS`` among ``evidence`` (rows of source, field, value and claim), "unknown"
    without any. ``c2pa`` has ``state`` (none, trusted, valid, invalid, unread), ``issuer`` and ``generator``.
    ``conflict`` is true when two marks contradict each other. ``prefill`` holds the fields found of
    ``PREFILL_LENGTHS``.
    """

    is_ai: str
    evidence: list
    c2pa: dict
    conflict: bool
    prefill: dict
    warnings: list

    @classmethod
    def unknown(cls, warning):
        """Return the answer for a file that could not be searched, with the sentence that says so."""
        return cls("unknown", [], NO_SEAL | {"state": "unread"}, False, {}, [warning])

    def as_json(self):
        """Return the answer as plain lists and dicts, ready for a JSON field."""
        return self._asdict()

    @classmethod
    def from_json(cls, stored):
        """Return the answer that ``as_json`` gave."""
        return cls(**{name: stored[name] for name in cls._fields})


class Findings:
    """Gathers marks, prefilled fields and warnings while a file is read; the first found of a field stays."""

    def __init__(self):
        self.evidence, self.prefill, self.warnings = [], {}, []

    def copy(self):
        twin = Findings()
        twin.evidence, twin.prefill, twin.warnings = list(self.evidence), dict(self.prefill), list(self.warnings)
        return twin

    def mark(self, source, field, value, claim):
        """Note that a source says something about AI."""
        row = {"source": source, "field": clean(field, 80), "value": clean(value), "claim": claim}
        if row not in self.evidence:
            self.evidence.append(row)

    def offer(self, field, value):
        """Note what a field of the form may be filled with."""
        text = clean(value, PREFILL_LENGTHS[field])
        if text:
            self.prefill.setdefault(field, text)

    def warn(self, sentence):
        """Note a sentence for the desk."""
        if sentence not in self.warnings and len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(sentence)

    def detection(self, c2pa):
        """Return the answer: the strongest claim wins, and its evidence stands first."""
        rows = sorted(self.evidence, key=lambda row: -CLAIMS.index(row["claim"]))
        strongest = rows[0]["claim"] if rows else "unknown"
        return Detection(
            strongest, rows[:MOST_EVIDENCE], c2pa, contradict(rows), dict(self.prefill), list(self.warnings)
        )


def contradict(rows):
    """Return whether marks exclude each other: no AI beside a mark of AI, or all of it beside a part of it.

    What a seal says of earlier versions is the picture's history, so only its strongest claim is compared.
    """
    claims = {row["claim"] for row in rows if row["source"] != "C2PA"}
    sealed = [CLAIMS.index(row["claim"]) for row in rows if row["source"] == "C2PA"]
    if sealed:
        claims.add(CLAIMS[max(sealed)])
    made_with_ai = claims & {"yes", "partly", "suspected"}
    return bool("no" in claims and made_with_ai) or {"yes", "partly"} <= claims
