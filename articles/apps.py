"""The app, and what it offers the site rooms when it is ready."""

from django.apps import AppConfig
from django.core import checks


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles import usages  # app ready
        from articles.checklist import first_section, first_story, mails_that_failed  # app ready
        from articles.checks import check_services  # app ready
        from articles.desk_links import breaking_link, unread_link  # app ready
        from articles.operations import mails  # app ready
        from articles.operations.disclosure import relabel_picture  # app ready
        from articles.operations.front import newest  # app ready
        from articles.operations.integrity import altered  # app ready
        from articles.operations.pings import send_due  # app ready
        from articles.operations.redirects import target_of  # app ready
        from articles.operations.scheduling import late, run_due  # app ready
        from articles.recent import readable  # app ready
        from articles.triggers import TABLES  # app ready
        from newsroom import tick  # app ready
        from newsroom.audit import triggers  # app ready
        from newsroom.audit.operations import verifying  # app ready
        from newsroom.media import hooks  # app ready
        from newsroom.publication import checklist  # app ready
        from newsroom.publication import hooks as pages  # app ready

        checks.register(check_services)
        checklist.items += [first_section, first_story, mails_that_failed]
        hooks.relabelled.append(relabel_picture)
        hooks.usages.append(usages.stories_with)
        hooks.live_uses.append(usages.count_live)
        hooks.shown.append(usages.shown_pictures)
        hooks.in_texts.append(usages.in_bodies)
        hooks.attachment_usages.append(usages.stories_with_attachment)
        hooks.attachments_in_texts.append(usages.attachments_in_bodies)
        pages.newest.append(newest)
        pages.moved.append(target_of)
        pages.late.append(late)
        pages.desk_links += [breaking_link, unread_link]
        pages.recent.append(readable)
        tick.register(run_due)
        tick.register(send_due)
        tick.register(mails.run_due)
        triggers.guard(*TABLES)
        verifying.checks.append(altered)
