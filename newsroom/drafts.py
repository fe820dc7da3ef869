"""Drafts of standards that answers follow, each with the version followed; none of them is final.

`settings.AI_DRAFT_STANDARDS` turns all of them off at once.
"""

# IETF, AI Preferences: how a preference is attached, and its words ("train-ai", "y", "n").
# https://datatracker.ietf.org/wg/aipref/documents/ (August and September 2026).
CONTENT_USAGE = "draft-ietf-aipref-attach-05, draft-ietf-aipref-vocab-08"
# W3C, AI Content Disclosure Community Group: <meta name="ai-disclosure"> and its three values. A report of the group,
# proposed as its final one; no W3C standard.
# https://w3c-cg.github.io/ai-content-disclosure/reports/CG-DRAFT-ai-content-disclosure-20260921/
AI_DISCLOSURE_META = "CG-DRAFT-ai-content-disclosure-20260921"
# An individual's draft, expired on 3 August 2026 without a successor: the header AI-Disclosure and its member "mode".
# https://datatracker.ietf.org/doc/draft-abaris-aicdh/
AI_DISCLOSURE_HEADER = "draft-abaris-aicdh-01"
