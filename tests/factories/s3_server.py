"""A SeaweedFS of its own for the tests: object storage that checks signatures, keys and bucket policies over HTTP."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import boto3
from botocore.config import Config

PUBLIC, PRIVATE = "pictures", "originals"
PROGRAM = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
ROLES = ["master", "volume", "filer", "s3"]
# The desk's key may do no more than docs/operating.md asks for; the owner makes the buckets.
KEYS = {
    "owner": ["Admin"],
    "desk": [f"{deed}:{bucket}" for bucket in (PUBLIC, PRIVATE) for deed in ("Read", "Write", "List")],
}


@contextmanager
def running(folder):
    """Run a server with both buckets in a folder; give what the environment of a site that uses it says."""
    ports = dict(zip([f"{role}.port{kind}" for role in ROLES for kind in ("", ".grpc")], free_ports(8), strict=True))
    (folder / "keys.json").write_text(json.dumps({"identities": [_identity(*row) for row in KEYS.items()]}))
    command = [
        *(PROGRAM, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"),
        *(f"-{name}={port}" for name, port in ports.items()),
        *(f"-s3.config={folder / 'keys.json'}", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0"),
        *("-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=16"),
    ]
    endpoint = f"http://127.0.0.1:{ports['s3.port']}"
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(endpoint, server)
            make_buckets(client(endpoint, "owner"))
            yield {
                **{"ENDPOINT": endpoint, "BUCKET": PUBLIC, "PRIVATE_BUCKET": PRIVATE},
                **{"KEY": "desk", "SECRET": secret_of("desk"), "REGION": "", "ADDRESS": ""},
            }
        finally:
            server.kill()
            server.wait()
            for port in ports.values():
                for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                    left.unlink()


@cache
def client(endpoint, name):
    """Return an S3 client with one of the keys."""
    plain = Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
    access = {"aws_access_key_id": name, "aws_secret_access_key": secret_of(name), "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=endpoint, config=plain, **access)


def secret_of(name):
    """Return the secret of a key."""
    return f"the-secret-of-{name}"


def make_buckets(owner):
    """Make a bucket whose files everyone may fetch, and one for which nothing is allowed."""
    for bucket in (PUBLIC, PRIVATE):
        owner.create_bucket(Bucket=bucket)
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{PUBLIC}/*"}
    owner.put_bucket_policy(Bucket=PUBLIC, Policy=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}))


def names(endpoint, bucket):
    """Return the names of all files in a bucket."""
    pages = client(endpoint, "owner").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {entry["Key"] for page in pages for entry in page.get("Contents", ())}


def empty(endpoint):
    """Remove every file from both buckets."""
    for bucket in (PUBLIC, PRIVATE):
        if left := [{"Key": name} for name in names(endpoint, bucket)]:
            client(endpoint, "owner").delete_objects(Bucket=bucket, Delete={"Objects": left})


def free_ports(count):
    """Return ports that nothing listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def fetch(address):
    """Return the status and headers of an address as anybody gets it."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def _identity(name, actions):
    return {"name": name, "credentials": [{"accessKey": name, "secretKey": secret_of(name)}], "actions": actions}


def _wait_for(endpoint, server):
    for _ in range(300):
        assert server.poll() is None, "The object storage for the tests does not start."
        try:
            if fetch(endpoint)[0]:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The object storage for the tests does not answer.")
