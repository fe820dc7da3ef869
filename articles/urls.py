"""What machines read, in no language of the interface."""

from django.urls import path, re_path

from articles import converters  # noqa: F401 (its converters are used below)
from articles.feeds.views import feed
from articles.operations.channels import FORMATS, url_name
from articles.sitemaps import sitemap, sitemap_lists, sitemap_news, sitemap_stories
from articles.views.ai_log_files import ai_log_atom, ai_log_csv, ai_log_json
from articles.views.indexnow_key import indexnow_key

# Where each kind of feed stands under /feeds/.
PLACES = {
    "": "",
    "section": "sections/<words:key>/",
    "tag": "tags/<words:key>/",
    "author": "authors/<words:key>/",
    "language": "languages/<slug:key>/",
    "corrections": "corrections/",
}

feeds = [
    path(f"feeds/{place}{file}", feed, {"kind": kind, "form": form}, name=url_name(kind, form))
    for kind, place in PLACES.items()
    for form, (file, _media_type) in FORMATS.items()
]
urlpatterns = [
    *feeds,
    path("ai/log.json", ai_log_json, name="ai_log_json"),
    path("ai/log.csv", ai_log_csv, name="ai_log_csv"),
    path("ai/log.atom", ai_log_atom, name="ai_log_atom"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-news.xml", sitemap_news, name="sitemap_news"),
    re_path("^sitemap-(?P<year>[0-9]{4})[.]xml$", sitemap_stories, name="sitemap_stories"),
    re_path("^sitemap-(?P<kind>pages|tags|authors)[.]xml$", sitemap_lists, name="sitemap_lists"),
    re_path("^(?P<key>[A-Za-z0-9-]{8,128})[.]txt$", indexnow_key, name="indexnow_key"),
]
