from django.urls import re_path

from newsroom.media import views
from newsroom.media.file_kinds import KINDS

# Only the shape of our own names resolves, so nothing else on the disk can be asked for.
urlpatterns = [
    re_path(
        r"^(?P<name>[0-9a-f]{2}/(?P<digest>[0-9a-f]{14}/\d{1,4})\.(?P<extension>avif|webp|jpg))$",
        views.rendition,
        name="rendition",
    ),
    re_path(
        rf"^files/(?P<name>(?P<key>[0-9a-f]{{32}})\.(?P<kind>{'|'.join(KINDS)}))$", views.attachment, name="attachment"
    ),
]
