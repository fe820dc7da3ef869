"""The board of translations: stories by the publication's languages."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path

from articles.operations import translating, translation_board
from articles.operations.translation_board import Standing
from newsroom.publication.languages import Language
from newsroom.publication.models import Publication

PER_PAGE = 50
# Beyond this, a filter finds more than turning pages does.
MOST_PAGES = 200


class BoardFilter(forms.Form):
    language = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(label="Is", choices=[("", "Anything"), *Standing.choices], required=False)
    drafts = forms.BooleanField(label="Originals that are not live too", required=False)

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(code, Language(code).name_local) for code in codes]
        self.fields["language"].choices = [("", "Any"), *named]


class BoardMixin:
    """Adds the board to the story admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.board_view)
        return [path("translations/", view, name="articles_translation_board"), *super().get_urls()]

    def board_view(self, request):
        """List live stories, newest first, with where each stands in every language of the publication."""
        if not request.user.has_perm("articles.view_story"):
            raise PermissionDenied
        codes = Publication.current().languages
        form, found = BoardFilter(request.GET, codes=codes), []
        if form.is_valid():
            found = translation_board.stories(request.user, **form.cleaned_data)
        number = _page(request.GET.get("page", ""))
        start = (number - 1) * PER_PAGE
        taken = list(found[start : start + PER_PAGE + 1]) if form.is_valid() else []
        lines = translation_board.lines(taken[:PER_PAGE], request.user)
        languages = [Language(code) for code in codes]
        context = self.admin_site.each_context(request) | {
            "title": "Translations",
            "opts": self.opts,
            "form": form,
            "languages": languages,
            "rows": [(line, [(each, line.versions.get(each.code)) for each in languages]) for line in lines],
            "number": number,
            "newer": number - 1,
            "older": number + 1 if len(taken) > PER_PAGE and number < MOST_PAGES else 0,
            "stale": translating.stale(request.user).count(),
            "may_translate": request.user.has_perm("articles.add_story"),
        }
        return TemplateResponse(request, "admin/articles/story/translations.html", context)


def _page(text):
    number = int(text) if text.isdecimal() and len(text) < 6 else 0 if text else 1
    if not 1 <= number <= MOST_PAGES:
        raise Http404("There is no such page.")
    return number
