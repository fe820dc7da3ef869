"""What the library's list and a picture's form print of a picture."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from newsroom.media import vocabulary
from newsroom.media.specs import SPECS


def desk_image(picture, spec):
    """Return the largest size of one spec for the desk, which sees pulled pictures too; None without one."""
    if not picture.is_pulled:
        return picture.image(spec)
    rows = [row for row in picture.renditions.get(spec, []) if row["format"] == "jpeg"]
    address = reverse("admin:media_picture_file", args=[picture.pk])
    return rows[-1] | {"url": f"{address}?spec={spec}"} if rows else None


def printed_row(picture):
    """Return the HTML of a picture in a list: its thumbnail and its words."""
    context = {"picture": picture, "thumb": desk_image(picture, "thumb")}
    return render_to_string("admin/media/picture/row.html", context)


# The shapes that the focal point changes, each under the name of its largest use.
SHAPES = {"Square": "thumb", "Card": "card", "Lead and social networks": "lead"}


class PictureColumns:
    """The columns and the read-only fields of the picture admin."""

    @admin.display(description="picture", ordering="alt")
    def shown(self, picture):
        return printed_row(picture)

    @admin.display(description="where it comes from", ordering="origin")
    def origin_name(self, picture):
        return vocabulary.name(picture.origin)

    @admin.display(description="to mend")
    def to_mend(self, picture):
        """Say what keeps the picture from readers, or may soon."""
        today = timezone.localdate()
        found = [
            (picture.is_pulled, "Pulled"),
            (picture.conflict, "Marks disagree"),
            (picture.state == "failed", "No public sizes"),
            (not picture.alt, "No alternative text"),
            (not picture.credit, "No credit"),
            (picture.is_out_of_date(today), "Rights ended"),
        ]
        return format_html_join("", '<span class="to-mend">{}</span> ', ((says,) for wrong, says in found if wrong))

    @admin.display(description="preview")
    def preview(self, picture):
        image = desk_image(picture, "body")
        shapes = [(name, SPECS[spec].ratio) for name, spec in SHAPES.items()]
        return render_to_string(
            "admin/media/picture/preview.html", {"picture": picture, "image": image, "shapes": shapes}
        )

    @admin.display(description="collections")
    def in_collections(self, picture):
        names = picture.collections.values_list("name", flat=True)
        return ", ".join(names) or "None. Pictures are put into collections from the list."

    @admin.display(description="size of the original")
    def pixels(self, picture):
        return f"{picture.width} × {picture.height} pixels"

    @admin.display(description="public sizes")
    def public_sizes(self, picture):
        if picture.state == "pending":
            return format_html('{} <a href="">Look again</a>', "Being made; readers see what there is.")
        return picture.get_state_display()
