"""Takes the pictures of this folder: every type of page, and the desk, in the demo.

Run it in the root of the project: ``uv run python docs/screenshots/take.py``. It needs Chromium (named by
``CHROMIUM``, else found on the path). It loads the demo into a folder that it throws away, serves it on a port of its
own, takes the pictures anew and writes ``README.md``, the table that shows them. The demo's dates are counted back from
today, and so are those in the pictures.
"""

import argparse
import os
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from tests.demo_site import CHROME, DemoSite  # noqa: E402 (the path above)

# Look → language of the interface, browser. No picture is higher than the window here; shorter pages end sooner.
PHONE = {"viewport": {"width": 360, "height": 1400}, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 1400}}
LOOKS = {
    "phone": ("en", PHONE),
    "wide": ("en", WIDE),
    "dark": ("en", WIDE | {"color_scheme": "dark"}),
    "yoruba": ("yo", PHONE),
    "arabic": ("ar", WIDE),
}
TITLES = {
    "phone": "Phone, 360 px",
    "wide": "Wide, 1280 px",
    "dark": "Dark",
    "yoruba": "In Yoruba, phone",
    "arabic": "In Arabic, wide",
}
QUALITY = 40
LEAST = 640
SHOWN = 200
# Page → what the table calls it; each is taken in every look.
READERS = {
    "story": "Story written by people",
    "story-ai": "Story made by AI",
    "story-elements": "Story with pictures and quotations",
    "story-translated": "Story translated by AI",
    "banner": "Before the visitor answered on cookies",
    "front": "Front page",
    "section": "Section",
    "digest": "Digest of a section, for mail",
    "tag": "Tag",
    "author": "Author",
    "search": "Search",
    "search-none": "Search without hits",
    "corrections": "Corrections",
    "ai": "How we use AI",
    "ai-policy": "An older AI policy",
    "ai-log": "AI log",
    "ai-report": "Reporting a missing label",
    "mistake-report": "Reporting a mistake",
    "about": "A standing page",
    "privacy": "Privacy",
    "cookies": "Cookies",
    "feeds": "Feeds",
    "archive": "Archive",
    "month": "A month of the archive",
    "missing": "404",
    "withdrawn": "410",
}
# Screen → what the table calls it, and the looks it is taken in.
DESK = {
    "desk-day": ("The desk: its day", "phone wide dark"),
    "desk-stories": ("The desk: stories", "phone wide dark"),
    "desk-form": ("The desk: a story's form", "phone wide dark"),
    "desk-check": ("The desk: checking the words", "wide"),
    "desk-publish": ("The desk: before publishing", "wide"),
    "desk-pictures": ("The desk: pictures", "phone wide"),
    "desk-translations": ("The desk: translations", "wide"),
    "desk-breaking": ("The desk: breaking news", "phone"),
    "desk-publication": ("The desk: the publication", "wide"),
}


def desk_pages(site):
    """Return the addresses of the desk's screens."""
    form = site.desk("tolombe-and-cantemor-sketch-a-ferry-pact")
    return {
        "desk-day": "/admin/",
        "desk-stories": "/admin/articles/story/",
        "desk-form": form,
        "desk-check": form.replace("change/", "check/"),
        "desk-publish": form.replace("change/", "publish/"),
        "desk-pictures": "/admin/media/picture/",
        "desk-translations": "/admin/articles/story/translations/",
        "desk-breaking": "/admin/articles/story/breaking/",
        "desk-publication": "/admin/publication/publication/1/change/",
    }


def take(page, address, name, look):
    """Keep a picture of a page from its top, as far down as the look allows or the page goes."""
    width, most = page.viewport_size["width"], LOOKS[look][1]["viewport"]["height"]
    page.set_viewport_size({"width": width, "height": LEAST})
    page.goto(address, wait_until="networkidle")
    tall = min(most, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": tall})
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all([...document.images].map(image => image.complete && image.decode().catch(() => 0)))")
    page.set_viewport_size({"width": width, "height": LEAST})
    clip = {"x": 0, "y": 0, "width": width, "height": tall}
    shot = page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")
    Image.open(BytesIO(shot)).convert("RGB").save(HERE / f"{name}-{look}.webp", "WEBP", quality=QUALITY, method=6)


def take_look(browser, site, address, look):
    """Take every page that is wanted in one look: undecided, then decided on cookies, then signed in."""
    reader, options = LOOKS[look]
    context = browser.new_context(**options, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    wanted = site.pages(reader)
    take(page, address + wanted["front"], "banner", look)
    page.goto(address + wanted["front"])
    page.locator("button[value=decline]").click()
    for name in READERS.keys() - {"banner"}:
        take(page, address + wanted[name], name, look)
    signed_in = [name for name, (_title, looks) in DESK.items() if look in looks.split()]
    if signed_in:
        page.goto(f"{address}/admin/login/")
        page.get_by_label("Username").fill("root")
        page.get_by_label("Password").fill("root-demo-1")
        page.get_by_role("button", name="Log in").click()
    for name in signed_in:
        take(page, address + desk_pages(site)[name], name, look)
    context.close()


def index():
    """Return the table that shows the pictures."""
    rows = []
    everywhere = {name: (title, " ".join(LOOKS)) for name, title in READERS.items()}
    for name, (title, looks) in (everywhere | DESK).items():
        cells = [
            _cell(f"{name}-{look}.webp", f"{title}: {TITLES[look]}") if look in looks.split() else "" for look in LOOKS
        ]
        rows.append("| " + " | ".join([f"**{title}**", *cells]) + " |")
    head = "| page | " + " | ".join(TITLES.values()) + " |\n" + "|---" * (len(LOOKS) + 1) + "|"
    return (
        "# What it looks like\n\n"
        "The demo, as it is after `uv run manage.py demo`: an invented newspaper. Long pages are cut at the foot.\n"
        "`uv run python docs/screenshots/take.py` takes them all again and writes this page.\n\n"
        + "\n".join([head, *rows])
        + "\n"
    )


def _cell(file, words):
    return f'<a href="{file}"><img src="{file}" alt="{words}" width="{SHOWN}"></a>'


def main():
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--demo", type=Path, help="A folder to load the demo into once and keep; else a temporary one.")
    parser.add_argument("--port", type=int, default=9032, help="On loopback (default 9032).")
    options = parser.parse_args()
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(options.demo or folder)
        for old in HERE.glob("*.webp"):
            old.unlink()
        browser = playwright.chromium.launch(executable_path=found, args=CHROME)
        with site.demonstrating(options.port) as address:
            for look in LOOKS:
                take_look(browser, site, address, look)
    (HERE / "README.md").write_text(index(), "utf-8")
    files = list(HERE.glob("*.webp"))
    megabytes = sum(file.stat().st_size for file in files) / 1024**2
    sys.stdout.write(f"{len(files)} pictures, {megabytes:.1f} MB\n")


if __name__ == "__main__":
    main()
