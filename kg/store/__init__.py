"""A build on disk: written, published in one step, opened, verified, proved."""

from kg.store.build import Build, open_build
from kg.store.draft import Draft
from kg.store.edited import Edited
from kg.store.last import remember, remembered
from kg.store.manifest import Digest, Manifest, digest, digest_file
from kg.store.publish import publish, publish_failed
from kg.store.verify import verify

__all__ = [
    "Build",
    "Digest",
    "Draft",
    "Edited",
    "Manifest",
    "digest",
    "digest_file",
    "open_build",
    "publish",
    "publish_failed",
    "remember",
    "remembered",
    "verify",
]
