"""Reads C2PA seals, through all ancestors, where the extra is installed. Nothing is fetched from anywhere."""

import io
import json

from newsroom.media.detection import generators, terms
from newsroom.media.detection.cleaning import clean
from newsroom.media.detection.report import NO_SEAL

# How the description of every C2PA manifest begins, in every format.
SIGNATURE = b"jumdc2pa"
MOST_SCANNED = 8_000_000
STATES = {"Trusted": "trusted", "Valid": "valid", "Invalid": "invalid"}
# The purposes of certificates under which claims may be signed: e-mail, documents, C2PA claims; time stamps, OCSP.
PURPOSES = "\n".join(
    ["1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"]
)
NOT_INSTALLED = "The file carries a C2PA seal that was not read. To read seals, install the extra: newsroom[c2pa]."
DAMAGED = "The file carries a C2PA seal that is too damaged to be read."
BROKEN = "The C2PA seal does not hold: the file was changed after signing, or the seal was never made right."
NO_ANCHORS = "The list of trusted certificates could not be read, so no C2PA seal counts as trusted."
ELSEWHERE = "The file says that its C2PA seal is kept elsewhere; it was not fetched."


def is_in(data):
    """Return whether a file carries a manifest."""
    return SIGNATURE in data


def unread(data, findings):
    """Note the AI that an unread seal names, and return its state."""
    for term in terms.named_in(data[data.find(SIGNATURE) :][:MOST_SCANNED]):
        findings.mark("C2PA", "digitalSourceType, seal not read", term, terms.claim(term))
    return NO_SEAL | {"state": "unread"}


def read(data, media_type, anchors, findings):
    """Note what a seal says of the picture and of all it was made from; return its state, issuer and generator.

    ``anchors`` are the certificates that are trusted, as PEM; without any, no seal is "trusted".
    """
    try:
        import c2pa  # optional dependency
    except ImportError:
        findings.warn(NOT_INSTALLED)
        return unread(data, findings)
    try:
        with (
            _context(c2pa, anchors, findings) as context,
            c2pa.Reader(media_type, io.BytesIO(data), context=context) as reader,
        ):
            state, store = reader.get_validation_state(), json.loads(reader.json())
    except (c2pa.C2paError, ValueError, RecursionError):
        findings.warn(DAMAGED)
        return unread(data, findings) | {"state": "invalid"}
    return _note(STATES.get(state, "invalid"), store, findings)


def _context(c2pa, anchors, findings):
    """Return the terms on which a seal is read; without trusted certificates when those given are none."""
    settings = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}, "trust": {"trust_config": PURPOSES}}
    if anchors:
        trusting = settings | {"trust": settings["trust"] | {"trust_anchors": anchors}}
        try:
            return c2pa.Context(c2pa.Settings.from_dict(trusting))
        except c2pa.C2paError:
            findings.warn(NO_ANCHORS)
    return c2pa.Context(c2pa.Settings.from_dict(settings))


def _note(state, store, findings):
    active = store.get("active_manifest", "")
    manifests = store.get("manifests", {})
    if state == "invalid":
        findings.warn(BROKEN)
    for label, manifest in manifests.items():
        of = "" if label == active else " of a picture it was made from"
        for key, value in _said({name: part for name, part in manifest.items() if name != "ingredients"}):
            if key == "digitalsourcetype":
                claim = terms.claim(value)
                # A broken seal proves nothing, so it cannot vouch for a camera.
                claim = "unknown" if claim == "no" and state == "invalid" else claim
                findings.mark("C2PA", f"digitalSourceType{of}", value, claim)
            else:
                generators.mark_program(findings, "C2PA", f"{key}{of}", value)
    current = manifests.get(active, {})
    return {"state": state, "issuer": clean(_issuer(current)), "generator": clean(_generator(current))}


def _issuer(manifest):
    """Return who signed: the organisation, with the name on the certificate."""
    signature = manifest.get("signature_info") or {}
    return " / ".join(str(signature[key]) for key in ("issuer", "common_name") if signature.get(key))


def _generator(manifest):
    """Return the program that made the manifest, with its version."""
    first = (manifest.get("claim_generator_info") or [{}])[0]
    named = f"{first.get('name', '')} {first.get('version') or ''}".strip()
    return named or str(manifest.get("claim_generator") or "")


def _said(manifest):
    """Yield ("digitalsourcetype" or the field that names a program, text) for all that a manifest says of itself."""
    waiting = [("", manifest)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            name = value.get("name")
            if key in ("softwareAgent", "claim_generator_info") and isinstance(name, str):
                yield key, name
            waiting += value.items()
        elif isinstance(value, list):
            waiting += ((key, one) for one in value)
        elif isinstance(value, str):
            plain = key.rpartition(":")[2]
            if plain.lower() == "digitalsourcetype":
                yield "digitalsourcetype", value
            elif plain in ("softwareAgent", "claim_generator"):
                yield plain, value
