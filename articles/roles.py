"""What each role may do, as one table.

The groups are made from it after every migration and are never edited by hand. A deed asks for one of these
permissions; some deeds ask more: a reporter changes only their own stories and the pictures they added, and an editor
deletes only stories that were never published.
"""


def _all(*models):
    """Return the permissions to add, change, delete and view each of these models ("app.model")."""
    return tuple(
        f"{app}.{action}_{model}"
        for app, model in (name.split(".") for name in models)
        for action in ("add", "change", "delete", "view")
    )


REPORTER = (
    "articles.add_story",
    "articles.change_story",
    "articles.view_story",
    "articles.submit_story",
    *_all("articles.byline", "articles.relatedstory", "articles.textdisclosure"),
    "articles.view_aitool",
    "articles.view_aipolicy",
    "articles.add_tag",
    "articles.view_tag",
    "articles.view_section",
    "articles.view_author",
    "media.add_picture",
    "media.change_picture",
    "media.view_picture",
    "media.view_collection",
    "media.add_attachment",
    "media.change_attachment",
    "media.view_attachment",
)
EDITOR = (
    *REPORTER,
    "articles.view_all_stories",
    "articles.review_story",
    "articles.publish_story",
    "articles.correct_story",
    "articles.hide_story",
    "articles.restore_revision",
    "articles.assign_story",
    *_all("articles.breaking"),
    "articles.delete_story",
    "articles.manage_taxonomy",
    "articles.curate_front",
    "articles.record_review",
    "articles.view_textreview",
    "articles.view_compliance",
    "articles.view_aireport",
    "articles.answer_aireport",
    "articles.add_aitool",
    "articles.change_aitool",
    "articles.change_tag",
    "articles.delete_tag",
    *_all("articles.section", "articles.author"),
    "media.change_any_picture",
    "media.delete_picture",
    "media.pull_picture",
    "media.change_any_attachment",
    "media.delete_attachment",
    "media.pull_attachment",
    *_all("media.collection"),
    "publication.add_page",
    "publication.change_page",
    "publication.view_page",
)
PUBLISHER = (
    *EDITOR,
    "articles.withdraw_story",
    "articles.move_schedule",
    "articles.amend_correction",
    "articles.restrict_story",
    "articles.export_stories",
    *_all("articles.redirect"),
    "articles.assess_scope",
    "articles.allow_realistic_ai",
    "articles.publish_aipolicy",
    "media.override_detection",
    "audit.view_event",
)
ADMINISTRATOR = (
    "accounts.add_user",
    "accounts.change_user",
    "accounts.view_user",
    "audit.view_event",
    "publication.change_publication",
    "publication.view_publication",
    *_all("media.embedprovider", "articles.redirect"),
    *_all("publication.page", "consent.purpose", "consent.storageitem"),
    "consent.publish_policy",
    "consent.view_policyversion",
    "consent.view_decisioncount",
    "consent.view_pagecount",
)

ROLES = {"reporter": REPORTER, "editor": EDITOR, "publisher": PUBLISHER, "administrator": ADMINISTRATOR}
