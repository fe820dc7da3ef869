"""Sets up one's own publication: asks, or takes the answers as options."""

import getpass
import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from newsroom.consent.operations import policy
from newsroom.publication import validators
from newsroom.publication.languages import offered_codes
from newsroom.publication.models import Publication
from newsroom.publication.operations.publication import found_publication

PASSWORD_VARIABLE = "NEWSROOM_ADMIN_PASSWORD"  # noqa: S105
QUESTIONS = {
    "name": ("Name of the publication", ""),
    "address": ("Its address, such as https://news.example", ""),
    "languages": (f"Languages of the interface, with commas ({', '.join(offered_codes())})", settings.LANGUAGE_CODE),
    "default_language": ("The language without a prefix in addresses", None),
    "time_zone": ("Time zone, such as Africa/Lagos", "UTC"),
    "username": ("User name of the first administrator", ""),
    "email": ("Their e-mail address", ""),
}


class Command(BaseCommand):
    help = (
        "Sets up your own publication, empty, with its first administrator. Asks what the options leave open; with "
        f"--no-input the password comes from {PASSWORD_VARIABLE}."
    )

    def add_arguments(self, parser):
        for answer, (question, _default) in QUESTIONS.items():
            parser.add_argument(f"--{answer.replace('_', '-')}", help=question)
        parser.add_argument("--no-input", action="store_true", help="Ask nothing; what is missing is refused.")

    def handle(self, *, no_input, **options):
        call_command("migrate", verbosity=0)
        if Publication.objects.exists():
            raise CommandError("There is a publication already. Its settings are in the admin, under Publication.")
        given = {answer: options[answer] for answer in QUESTIONS}
        try:
            answers = self.taken(given) if no_input else self.asked(given)
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Nothing was set up. Start again, or give every answer with --no-input.") from None
        set_up(answers)
        self.stdout.write(
            f"{answers['name']} is set up. “manage.py serve” serves it; sign in at {answers['address']}/admin/ as "
            f"{answers['username']}. Without a secret key in the environment, “manage.py runserver” shows it here."
        )

    def taken(self, given):
        """Return the answers from the options; refuse with one sentence for each that is missing or wrong."""
        answers, problems = {}, []
        for answer, text in given.items():
            try:
                answers[answer] = cleaned(answer, text or default(answer, answers), answers)
            except ValidationError as error:
                problems.append(f"--{answer.replace('_', '-')}: {' '.join(error.messages)}")
        try:
            answers["password"] = cleaned("password", os.environ.get(PASSWORD_VARIABLE, ""), answers)
        except ValidationError as error:
            problems.append(f"{PASSWORD_VARIABLE}: {' '.join(error.messages)}")
        if problems:
            raise CommandError("\n".join(problems))
        return answers

    def asked(self, given):
        """Return the answers, asking for each until it will do; options are taken as first answers."""
        answers = {}
        for answer, (question, _default) in QUESTIONS.items():
            answers[answer] = self.ask(answer, question, answers, given[answer])
        answers["password"] = self.ask("password", "Their password", answers, None)
        return answers

    def ask(self, answer, question, answers, text):
        """Ask until the answer will do; an empty one takes the default."""
        fallback = default(answer, answers)
        prompt = f"{question} [{fallback}]: " if fallback else f"{question}: "
        read = getpass.getpass if answer == "password" else input
        while True:
            text = read(prompt).strip() if text is None else text
            try:
                return cleaned(answer, text or fallback, answers)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                text = None


def default(answer, answers):
    """Return what an empty answer means: the prefixless language is the first of those chosen."""
    if answer == "default_language":
        return next(iter(answers.get("languages", [])), "")
    return QUESTIONS[answer][1] if answer in QUESTIONS else ""


def cleaned(answer, text, answers):
    """Return the answer as it is stored; raise `ValidationError` in words."""
    if not text:
        raise ValidationError("This needs an answer.")
    if answer == "address":
        validators.check_address(text)
        return text.rstrip("/")
    if answer == "languages":
        codes = [code.strip().lower() for code in text.split(",") if code.strip()]
        validators.check_languages(codes)
        return codes
    if answer == "default_language" and text not in answers.get("languages", [text]):
        raise ValidationError(f"Choose one of {', '.join(answers['languages'])}.")
    if answer == "time_zone":
        validators.check_time_zone(text)
    if answer == "username":
        get_user_model()._meta.get_field("username").clean(text, None)
        if get_user_model().objects.filter(username=text).exists():
            raise ValidationError(f"There is somebody called {text} already. Choose another name.")
    if answer == "email":
        validate_email(text)
    if answer == "password":
        person = get_user_model()(username=answers.get("username", ""), email=answers.get("email", ""))
        validate_password(text, person)
    return text


@transaction.atomic
def set_up(answers):
    """Create the publication, the consent policy without analytics, and the first administrator: all or nothing."""
    found_publication(
        name={answers["default_language"]: answers["name"]},
        address=answers["address"],
        languages=answers["languages"],
        default_language=answers["default_language"],
        time_zone=answers["time_zone"],
    )
    policy.install_defaults(analytics_enabled=False)
    get_user_model().objects.create_superuser(answers["username"], answers["email"], answers["password"])
