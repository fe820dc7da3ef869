"""The digital source types as files write them, and what each says about AI."""

import re

# Agrees with ``newsroom.media.vocabulary``; "unknown" where the term alone does not say.
CLAIMS = {
    "digitalCapture": "no",
    "computationalCapture": "no",
    "negativeFilm": "no",
    "positiveFilm": "no",
    "print": "no",
    "humanEdits": "no",
    "algorithmicallyEnhanced": "no",
    "compositeWithTrainedAlgorithmicMedia": "partly",
    "trainedAlgorithmicMedia": "yes",
    "compositeSynthetic": "partly",
    "composite": "unknown",
    "compositeCapture": "no",
    "virtualRecording": "unknown",
    "algorithmicMedia": "no",
    "dataDrivenMedia": "no",
    "digitalCreation": "no",
    "screenCapture": "no",
    "empty": "no",
    "trainedAlgorithmicData": "yes",
    # Retired.
    "minorHumanEdits": "no",
    "digitalArt": "no",
    "softwareImage": "unknown",
}
# schema.org names its members by the term and this ending, but for one.
SCHEMA_ENDING = "digitalsource"
SCHEMA_NAMES = {"multiframecomputationalcapture": "computationalCapture"}
FOLDED = {term.lower(): term for term in CLAIMS} | SCHEMA_NAMES
NAMED = re.compile(rb"(?:digitalsourcetype/|digsrctype:)([a-z]{3,60})", re.IGNORECASE)


def term(value):
    """Return the term that a file's value means, written in whatever way, or an empty string.

    Addresses with http or https, a closing slash or a query, ``digsrctype:…``, bare terms and schema.org names.
    """
    last = re.split(r"[?#]", value.strip().lower())[0].rstrip("/")
    last = re.split(r"[/:]", last)[-1]
    return FOLDED.get(last) or FOLDED.get(last.removesuffix(SCHEMA_ENDING), "")


def claim(value):
    """Return what a digital source type says about AI: "yes", "partly", "no" or "unknown"."""
    return CLAIMS.get(term(value), "unknown")


def named_in(data):
    """Return the terms of AI that bytes name, for packets and seals that cannot be read."""
    found = {FOLDED.get(match[1].decode().lower(), "") for match in NAMED.finditer(data)}
    return sorted(one for one in found if CLAIMS.get(one) in ("yes", "partly"))
