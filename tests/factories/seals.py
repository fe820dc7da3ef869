"""Seals pictures with C2PA by a certificate authority made here; needs the extra ``newsroom[c2pa]``."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from factories.marked_pictures import IPTC

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif", "GIF": "image/gif"}
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
SETTINGS = {"builder": {"thumbnail": {"enabled": False}}, "verify": {"verify_after_sign": False}}
USAGES = (
    "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
)  # fmt: skip


class Authority:
    """A root certificate with one below it that signs."""

    def __init__(self, organisation="Example Desk", purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION):
        root_key, self.key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        self.root = certify(organisation, "Example Root", root_key, root_key)
        leaf = certify(organisation, "Example Signer", self.key, root_key, issuer=self.root, purpose=purpose)
        self.anchors = pem(self.root)
        self.chain = pem(leaf) + self.anchors

    def seal(self, data, manifest, form="JPEG", parent=None, relationship="parentOf", elsewhere=""):
        """Return the picture sealed with a manifest, made from a parent if one is given."""
        media_type = TYPES[form]
        builder = c2pa.Builder(manifest, c2pa.Context(c2pa.Settings.from_dict(SETTINGS)))
        if parent:
            ingredient = {"title": "original", "relationship": relationship, "label": "original"}
            builder.add_ingredient(ingredient, media_type, io.BytesIO(parent))
        if elsewhere:
            builder.set_no_embed()
            builder.set_remote_url(elsewhere)
        sealed = io.BytesIO()
        builder.sign(self._signer(), media_type, io.BytesIO(data), sealed)
        return sealed.getvalue()

    def _signer(self):
        key = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return c2pa.Signer.from_info(c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, self.chain.encode(), key, None))


@cache
def authority():
    """Return the authority that tests share."""
    return Authority()


def certify(organisation, name, key, signing_key, *, issuer=None, purpose=None):
    """Return a certificate: a root without an issuer, else one for signing."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    usage = dict.fromkeys(USAGES, False) | {
        "digital_signature": bool(issuer), "key_cert_sign": not issuer, "crl_sign": not issuer,
    }  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=not issuer, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.sign(signing_key, hashes.SHA256())


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def created(term, agent=""):
    """Return a manifest that says how a picture was made."""
    action = {"action": "c2pa.created", "digitalSourceType": IPTC + term}
    return manifest(action | ({"softwareAgent": {"name": agent}} if agent else {}))


def opened(*actions):
    """Return a manifest of a picture made from another, with what was done to it since."""
    return manifest({"action": "c2pa.opened", "parameters": {"ingredientIds": ["original"]}}, *actions)


def manifest(*actions):
    assertion = {"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}
    generator = {"name": "Example Program", "version": "2"}
    return {"claim_generator_info": [generator], "title": "picture", "assertions": [assertion]}
