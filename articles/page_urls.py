"""What readers open, in every language of the interface."""

from django.urls import path, re_path

from articles import converters  # noqa: F401 (its converters are used below)
from articles.views.ai import ai, ai_policy
from articles.views.ai_log import ai_log
from articles.views.ai_report import ai_report, ai_reported
from articles.views.ai_statement import ai_statement
from articles.views.archive import archive, month
from articles.views.author import author
from articles.views.corrections import corrections
from articles.views.digest import digest
from articles.views.feeds import feeds
from articles.views.front import front
from articles.views.mistake_report import mistake_report, mistake_reported
from articles.views.ninjs import ninjs
from articles.views.preview import preview
from articles.views.search import search
from articles.views.section import section
from articles.views.story import story
from articles.views.story_edit import story_edit
from articles.views.tag import tag

urlpatterns = [
    path("", front, name="front"),
    path("<day:day>/<words:slug>/", story, name="story"),
    path("<day:day>/<words:slug>/ai.json", ai_statement, name="ai_statement"),
    path("<day:day>/<words:slug>/ninjs.json", ninjs, name="ninjs"),
    path("<day:day>/<words:slug>/edit/", story_edit, name="story_edit"),
    path("preview/<token:token>/", preview, name="preview"),
    path("archive/", archive, name="archive"),
    re_path("^(?P<year>[0-9]{4})/(?P<month>0[1-9]|1[0-2])/$", month, name="month"),
    path("search/", search, name="search"),
    path("sections/<words:slug>/", section, name="section"),
    path("sections/<words:slug>/digest/", digest, name="digest"),
    path("tags/<words:slug>/", tag, name="tag"),
    path("authors/<words:slug>/", author, name="author"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/report/", mistake_report, name="mistake_report"),
    path("corrections/reported/", mistake_reported, name="mistake_reported"),
    path("feeds/", feeds, name="feeds"),
    path("ai/", ai, name="ai"),
    path("ai/policy/<int:number>/", ai_policy, name="ai_policy"),
    path("ai/log/", ai_log, name="ai_log"),
    path("ai/report/", ai_report, name="ai_report"),
    path("ai/reported/", ai_reported, name="ai_reported"),
]
