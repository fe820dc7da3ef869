"""The desk's side of the library."""

from newsroom.media.admin.attachment import AttachmentAdmin
from newsroom.media.admin.collections import CollectionAdmin
from newsroom.media.admin.embed_provider import EmbedProviderAdmin
from newsroom.media.admin.picture import PictureAdmin

__all__ = ["AttachmentAdmin", "CollectionAdmin", "EmbedProviderAdmin", "PictureAdmin"]
