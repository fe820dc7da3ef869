"""Tables, and the questions you can ask them."""

from articles.models.disclosure import AIPolicy, AIReport, AITool, ReviewRevocation, TextDisclosure, TextReview
from articles.models.edition import Correction, Edition, EditionByline, EditionPicture, EditionTag, PreviousPath
from articles.models.front import Breaking, FrontPage, FrontPin
from articles.models.history import Autosave, Revision, Sitting
from articles.models.notice import Notice
from articles.models.ping import Ping
from articles.models.preview import PreviewLink
from articles.models.redirect import Redirect
from articles.models.story import Byline, RelatedStory, Story
from articles.models.taxonomy import Author, Section, StoryTag, Tag, TagAlias, TagMerge

__all__ = [
    "AIPolicy",
    "AIReport",
    "AITool",
    "Author",
    "Autosave",
    "Breaking",
    "Byline",
    "Correction",
    "Edition",
    "EditionByline",
    "EditionPicture",
    "EditionTag",
    "FrontPage",
    "FrontPin",
    "Notice",
    "Ping",
    "PreviewLink",
    "PreviousPath",
    "Redirect",
    "RelatedStory",
    "ReviewRevocation",
    "Revision",
    "Section",
    "Sitting",
    "Story",
    "StoryTag",
    "Tag",
    "TagAlias",
    "TagMerge",
    "TextDisclosure",
    "TextReview",
]
