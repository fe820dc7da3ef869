"""What is found at addresses that the web agreed on: security.txt (RFC 9116) and the manifest of a web app."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from newsroom.publication import contrast, icons
from newsroom.publication.addresses import contact_url
from newsroom.publication.languages import Language
from newsroom.publication.localtext import in_language

# The standard asks for less than a year.
HOLDS_FOR = timedelta(days=180)


def security_txt(publication, day):
    """Return security.txt as of a day, "" for a publication that names nobody.

    The contact is the installation's own or, where that is empty, the responsible editor's.
    """
    contact = settings.SECURITY_CONTACT or publication.responsible_contact
    if not contact:
        return ""
    lines = {
        "Contact": contact_url(contact),
        "Expires": f"{day + HOLDS_FOR}T00:00:00Z",
        "Preferred-Languages": ", ".join(publication.languages),
        "Canonical": publication.absolute_url(reverse("security")),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def manifest(publication):
    """Return the manifest of the site as an app: https://www.w3.org/TR/appmanifest/."""
    name, language = in_language(publication.name), Language(publication.default_language)
    description = in_language(publication.tagline).text
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": name.text,
        "short_name": name.text,
        **({"description": description} if description else {}),
        "lang": language.code,
        "dir": language.dir,
        "display": "minimal-ui",
        "theme_color": contrast.LIGHT_PAPER,
        "background_color": contrast.LIGHT_PAPER,
        "icons": icons.for_manifest(publication),
    }
