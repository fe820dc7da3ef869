"""ai.json beside a story: all that machines are told of AI in it."""

from articles.operations import projections, reading
from articles.operations.addresses import statement_url
from articles.views.at_address import as_json, live_edition
from newsroom.publication.models import Publication


@live_edition
def ai_statement(request, edition):
    """Serve the statement on AI that was frozen with the edition, with its addresses."""
    publication = Publication.current()
    data = projections.ai_json(edition, reading.body_pictures([edition]), publication)
    return as_json(data, statement_url(edition, publication))
