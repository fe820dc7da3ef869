"""Picture files and library pictures for tests; all drawn here."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factories.people import make_user
from newsroom.media.operations import pictures

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif", "GIF": "image/gif"}


def drawing(size=(120, 80), mode="RGB", colour="teal"):
    """Return a plain picture."""
    return Image.new(mode, size, colour)


def halves(size, first, second):
    """Return a picture whose left half has one colour and whose right half another."""
    image = Image.new("RGB", size, first)
    image.paste(second, (size[0] // 2, 0, *size))
    return image


def upload(image=None, form="JPEG", name="DSC_0001.jpg", **options):
    """Return a picture as an uploaded file."""
    data = io.BytesIO()
    (image or drawing()).save(data, form, **options)
    return SimpleUploadedFile(name, data.getvalue(), TYPES.get(form, "application/octet-stream"))


def make_picture(file=None, *, actor=None, size=(120, 80), **fields):
    """Return a stored picture with all its files that may be published."""
    fields = {"alt": "A teal wall", "credit": "Ada Example", "origin": "digitalCapture"} | fields
    fields = {"allow_duplicate": True, "complete": True} | fields
    actor = actor or make_user(superuser=True)
    return pictures.add_picture(file or upload(drawing(size)), actor=actor, **fields)


def marked(term="trainedAlgorithmicMedia", size=(120, 80), words=""):
    """Return an uploaded picture whose own XMP names a digital source type, and has more ``words`` of XMP."""
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/{term}"
        f"</Iptc4xmpExt:DigitalSourceType>{words}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    return upload(drawing(size), xmp=packet.encode())
