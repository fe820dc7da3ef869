"""The forms of the people screens. They offer only what the signed-in person may do; the deeds decide."""

from django import forms
from django.contrib.auth.forms import UserChangeForm, UserCreationForm

from newsroom.accounts.models import User
from newsroom.accounts.roles import DESK_ROLES

DETAILS = ("username", "display_name", "email")


class AccessFields(forms.Form):
    """The one choice of a desk role, and whether the person manages people too."""

    desk_role = forms.ChoiceField(
        label="Desk role",
        required=False,
        choices=[("", "None"), *((role.value, role.label) for role in DESK_ROLES)],
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
        help_text="What this person does at the desk. Without any role nobody can sign in.",
    )
    is_administrator = forms.BooleanField(
        label="Administrator",
        required=False,
        help_text="Manages people and the publication's set-up. The desk's own work needs a desk role too.",
    )


class PersonAddForm(AccessFields, UserCreationForm):
    """A new person with a first password."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = DETAILS


class PersonChangeForm(AccessFields, UserChangeForm):
    """A person's details and access."""

    class Meta(UserChangeForm.Meta):
        model = User
        fields = (*DETAILS, "password", "is_active", "is_superuser", "user_permissions")
        labels = {"is_superuser": "Superuser", "user_permissions": "Single permissions"}
        help_texts = {
            "is_active": "Without it this person is signed out at the next request. What they did stays.",
            "is_superuser": "May do everything, whatever the role.",
            "user_permissions": "Given beside those of the role. Only superusers can then change this account.",
        }

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        access = {}
        if instance:
            access = {"desk_role": instance.desk_role, "is_administrator": instance.is_administrator}
        super().__init__(*args, instance=instance, initial=access | (initial or {}), **kwargs)
