"""The two walks of docs/architecture.md, in a real browser: an editor publishes, a reader reads."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from playwright.sync_api import expect

from articles.models import Edition, Story
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_section, make_tag
from newsroom.consent.operations import policy
from newsroom.media.operations.pictures import add_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = [
    "The premier-elect met the harbour board on Monday.",
    "“We will listen first,” she said on the quay. “Then we will decide.”",
    "From there she took the night ferry to the islands.",
    "“Nobody asked us for ten years,” said a pilot of the eastern channel.",
    "She returns on Friday.",
]


def photograph(colour="teal"):
    file = BytesIO()
    Image.new("RGB", (1600, 1067), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def newsroom(live_server):
    """A publication with seven stories to relate: the first has an AI-made picture, four are reported by AI."""
    make_publication(address=live_server.url)
    make_page("privacy", title={"en": "Privacy", "yo": "Àṣírí"})
    policy.install_defaults(analytics_enabled=True)
    make_section("harbour", name={"en": "Harbour", "yo": "Èbúté"})
    make_author("Ada Reed")
    root = make_user(superuser=True, username="root")
    made = add_picture(
        SimpleUploadedFile("x.jpg", photograph("navy"), "image/jpeg"),
        actor=root,
        alt="A crane at dusk",
        caption="A crane, as a model imagines it.",
        credit="The Post / AI",
        origin="trainedAlgorithmicMedia",
        realism="evident",
    )
    topic = make_tag("ports")
    for number in range(7):
        make_live(
            headline=f"Port story {number + 1}",
            minutes=number,
            tags=[topic],
            level=AILevel.GENERATED if number < 4 else AILevel.NONE,
            lead_picture=made if number == 0 else None,
        )
    make_user("editor", username="editor", password="editor-pass-1")
    return live_server


@pytest.fixture
def quiet_console(page):
    """Fail on anything the browser complains of, a breach of the content security policy above all."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert [words for words in complaints if "422" not in words] == []


def sign_in(page, server):
    page.goto(f"{server.url}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor-pass-1")
    page.get_by_role("button", name="Log in").click()


def pick(page, box, words):
    """Choose an entry of an autocomplete box by typing."""
    box.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def write_story(page, server):
    page.goto(f"{server.url}/admin/articles/story/add/")
    page.get_by_label("Headline", exact=False).first.fill("Premier-elect tours the ports")
    page.locator("#id_standfirst").fill("Three towns in two days, and questions everywhere.")
    editor = page.locator(".field-body [contenteditable=true]")
    editor.click()
    for number, paragraph in enumerate(PARAGRAPHS):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)
    page.locator("#id_section").select_option(label="Harbour")
    tags = page.locator(".field-tags .select2-search__field")
    tags.click()
    tags.press_sequentially("ports,Ìrìnàjò,")
    page.locator("#id_new_picture").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.locator("#id_lead_alt").fill("The quay at noon, with two ferries.")
    page.locator("#id_new_picture_credit").fill("Ada Reed / The Post")
    page.locator("#id_new_picture_origin").select_option("digitalCapture")
    page.get_by_text("Add another Byline").click()
    pick(page, page.locator("#bylines-0 .select2-selection"), "Ada Reed")
    for number in range(7):
        page.get_by_text("Add another Related").click()
        pick(page, page.locator(f"#related_links-{number} .select2-selection"), f"Port story {number + 1}")


def test_editor_writes_is_refused_for_a_missing_answer_and_publishes(newsroom, page, quiet_console):
    sign_in(page, newsroom)
    write_story(page, newsroom)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Publish…").click()
    expect(page.get_by_role("heading", name=re.compile("Not yet"))).to_be_visible()
    page.get_by_role("link", name=re.compile("What AI did in this story is not answered")).click()
    page.get_by_label("Nothing. People reported and wrote it.").check()
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Published.")
    edition = Edition.objects.live().get(headline="Premier-elect tours the ports")
    assert edition.body == "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert sorted(edition.tags.values_list("name", flat=True)) == ["ports", "Ìrìnàjò"]
    related = Story.objects.in_bulk(edition.related_story_ids)
    assert [related[pk].headline for pk in edition.related_story_ids] == [f"Port story {n}" for n in range(1, 8)]


def test_reader_opens_the_story_in_yoruba_without_script_and_declines_cookies(newsroom, browser):
    related = list(Story.objects.order_by("headline"))
    edition = make_live(headline="Premier-elect tours the ports", related=related, minutes=60)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{newsroom.url}/yo{edition.get_absolute_url()}")
    expect(page.locator("html")).to_have_attribute("lang", "yo")
    expect(page.get_by_role("heading", level=1)).to_have_text("Premier-elect tours the ports")
    expect(page.get_by_role("heading", name="Awọn iroyin ti o ni ibatan", exact=True)).to_be_visible()
    cards = page.locator(".related .story-card")
    expect(cards).to_have_count(7)
    expect(cards.first).to_contain_text("Àwòrán tí AI ṣe")
    for number in range(7):
        expect(cards.nth(number)).to_contain_text(f"Port story {number + 1}")
        expect(cards.nth(number).get_by_text("Ti AI ṣe iroyin", exact=True)).to_have_count(int(number < 4))
    banner = page.locator("#consent")
    expect(banner.get_by_role("heading", name="Ojú-ìwé yìí nlo kuki", exact=True)).to_be_visible()
    expect(banner.get_by_role("link", name="ìlànà àṣírí", exact=True)).to_have_attribute("href", "/yo/privacy/")
    assert "A nlo kuki fun itupalẹ lati mu ilọsiwaju wa. Ka ìlànà àṣírí wa fun alaye siwaju sii." in " ".join(
        banner.inner_text().split()
    )
    banner.get_by_role("button", name="Kọ", exact=True).click()
    expect(banner).to_be_hidden()
    page.goto(f"{newsroom.url}/yo/")
    expect(page.locator("#consent")).to_be_hidden()
