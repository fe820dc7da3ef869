"""S3-compatible buckets as Django storages: one that readers see, and one that no address leads to."""

from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from newsroom.media.specs import CACHE_CONTROL, CONTENT_TYPES

SPEECH = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    # Many servers other than Amazon's refuse checksums they did not ask for.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=5,
    read_timeout=30,
    retries={"max_attempts": 3, "mode": "standard"},
)


class Bucket(S3Storage):
    """A bucket that is read a whole file at a time. Who may read it is the bucket's own policy, not each file's."""

    def get_default_settings(self):
        return super().get_default_settings() | {"client_config": SPEECH}

    def get_object_parameters(self, name):
        extension = name.rpartition(".")[2]
        return {"ContentType": CONTENT_TYPES.get(extension, self.default_content_type)}

    def names(self):
        """Yield every file in the folders, a thousand a request; ``listdir`` would need a request for each folder."""
        pages = self.connection.meta.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name)
        yield from (entry["Key"] for page in pages for entry in page.get("Contents", ()) if "/" in entry["Key"])

    def _open(self, name, mode="rb"):
        try:
            answer = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(f"There is no {name} in the bucket {self.bucket_name}.") from error
            raise
        with answer["Body"] as body:
            return ContentFile(body.read(), name=name)


class PublicBucket(Bucket):
    """The public sizes: served by this site under /media/, or by another host at ``base_url``."""

    def get_default_settings(self):
        return super().get_default_settings() | {"base_url": ""}

    def get_object_parameters(self, name):
        return super().get_object_parameters(name) | {"CacheControl": CACHE_CONTROL}

    def url(self, name):
        return urljoin(self.base_url or settings.MEDIA_URL, name)


class PrivateBucket(Bucket):
    """The originals and the pulled pictures. Nothing signs an address into it."""

    def get_object_parameters(self, name):
        return super().get_object_parameters(name) | {"CacheControl": "private, no-store"}

    def url(self, name):
        raise ValueError("A file of the private bucket has no address.")
