"""ninjs.json beside a story: the whole story as IPTC's news in JSON."""

from articles.operations import ninjs as story_as_ninjs
from articles.operations import reading
from articles.operations.addresses import canonical
from articles.views.at_address import as_json, live_edition
from newsroom.publication.models import Publication


@live_edition
def ninjs(request, edition):
    """Serve the edition as ninjs 3.1; its canonical address is the story's page, which says the same."""
    publication = Publication.current()
    pictures, attachments = reading.body_pictures([edition]), reading.body_attachments([edition])
    data = story_as_ninjs.document(edition, pictures, attachments, publication)
    return as_json(data, canonical(edition, publication))
