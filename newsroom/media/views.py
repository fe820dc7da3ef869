import re

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import condition, require_safe

from newsroom.media.models import Attachment
from newsroom.media.operations import files
from newsroom.media.specs import CACHE_CONTROL, CONTENT_TYPES


def _etag(request, name, digest, extension):
    return f'"{digest}"' if default_storage.exists(name) else None


@require_safe
@condition(etag_func=_etag)
def rendition(request, name, digest, extension):
    """Serve one public file. Its name changes with its content, so it may be kept for ever; a pulled one is gone."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        if files.is_pulled(name):
            return _refusal(410, "This picture was taken away.")
        return _refusal(404, "No such picture.")
    return FileResponse(
        file,
        content_type=CONTENT_TYPES[extension],
        headers={"Cache-Control": CACHE_CONTROL, "X-Content-Type-Options": "nosniff"},
    )


@require_safe
def attachment(request, name, key, kind):
    """Serve a file to be saved, or a recording to be heard from any point; nothing in it can act on our pages."""
    found = Attachment.objects.filter(file=f"files/{key[:2]}/{name}").first()
    if not found:
        return _refusal(404, "No such file.")
    if found.is_pulled:
        return _refusal(410, "This file was taken away.")
    try:
        file = files.private_shelf().storage.open(found.file.name)
    except FileNotFoundError:
        return _refusal(404, "This file is lost.")
    filename = f"{slugify(found.title, allow_unicode=True) or 'file'}.{kind}"
    response = FileResponse(
        file,
        as_attachment=True,
        filename=filename,
        content_type=found.media_type,
        headers={
            "Accept-Ranges": "bytes",
            "Cache-Control": CACHE_CONTROL,
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
    # A row with other words is the same bytes: the name is the tag.
    response["ETag"] = f'"{key}"'
    if_range = request.headers.get("If-Range", response["ETag"])
    return _part(response, file, found.size, request.headers.get("Range", "") if if_range == response["ETag"] else "")


def _part(response, file, size, asked):
    """Return the response with only the bytes asked for (RFC 9110, 14.2); one range, or the whole file."""
    found = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", asked)
    if not found or not (found[1] or found[2]):
        return response
    first = int(found[1]) if found[1] else max(size - int(found[2]), 0)
    last = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    if first >= size or first > last:
        response.close()
        refusal = _refusal(416, "There is no such part of this file.")
        refusal["Content-Range"] = f"bytes */{size}"
        return refusal
    file.seek(first)
    response.streaming_content = _bytes(file, last - first + 1)
    response.status_code = 206
    response["Content-Length"] = str(last - first + 1)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _bytes(file, left):
    while left and (chunk := file.read(min(left, 65536))):
        left -= len(chunk)
        yield chunk


def _refusal(status, words):
    return HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
