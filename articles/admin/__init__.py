"""The desk: the Django admin's screens for stories."""

from articles.admin import ai, ai_policy, corrections, front, redirects, story, tags, taxonomy

__all__ = ["ai", "ai_policy", "corrections", "front", "redirects", "story", "tags", "taxonomy"]
