import pytest
from playwright.sync_api import expect

from factories.body_editor import editor, sign_in
from factories.people import make_user
from factories.publication import make_publication


@pytest.fixture
def problems(page):
    """What the browser complains of, violations of the policy among it."""
    found = []
    page.on("console", lambda message: message.type in ("error", "warning") and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.add_init_script("""window.violations = []
        document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective))""")
    return found


@pytest.fixture
def person(transactional_db):
    make_publication()
    return make_user(superuser=True)


@pytest.fixture
def form(page, problems, live_server, person):
    """The form of a new page with its editors ready; nothing may have been complained of when the test ends."""
    sign_in(page.context, live_server, person)
    page.goto(f"{live_server.url}/admin/publication/page/add/")
    page.locator("[name=title__en]").fill("Tides")
    page.locator("[name=slug]").fill("tides")
    expect(editor(page)).to_be_visible()
    yield page
    assert problems == []
    assert page.evaluate("violations") == []
