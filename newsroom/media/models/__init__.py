"""The records of the picture library."""

from newsroom.media.models.attachment import Attachment
from newsroom.media.models.collection import Collection
from newsroom.media.models.embed_provider import EmbedProvider
from newsroom.media.models.picture import RIGHTS_NOTICE, Picture, originals

__all__ = ["RIGHTS_NOTICE", "Attachment", "Collection", "EmbedProvider", "Picture", "originals"]
