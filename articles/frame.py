"""What every public page shows of the newsroom around its content."""

from articles.models.taxonomy import Section


def frame(request):
    """Return the sections of the menu, in their order (one query)."""
    return {"sections": list(Section.objects.in_menu())}
