"""The body editor in the form of a page, as a person at a keyboard uses it."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from newsroom.publication.models import Page

PASTE = """(element, html) => {
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', 'plain')
    element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def sign_in(context, live_server, person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


def editor(page, language="en"):
    return page.locator(f".prose-editor:has(> [name=body__{language}]) > .ProseMirror")


def tool(page, name):
    return page.locator(f'.prose-editor:has(> [name=body__en]) [data-name="{name}"]')


def saved(page, language="en"):
    """Save the form and return the body as it is stored."""
    with page.expect_navigation():
        page.locator("[name=_save]").click()
    return Page.objects.get(slug="tides").body.get(language, "")


def write(page, *lines):
    editor(page).click()
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
