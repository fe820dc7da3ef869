"""The people screens: who is here, what they may do, and who is let in."""

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from newsroom.accounts import roles
from newsroom.accounts.forms import DETAILS, PersonAddForm, PersonChangeForm
from newsroom.accounts.models import User
from newsroom.accounts.operations import authority, people
from newsroom.accounts.roles import Role

# Groups are made from the role table and are nobody's to edit.
admin.site.unregister(Group)


class RoleFilter(admin.SimpleListFilter):
    """Narrows the list to the people of one role."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [*Role.choices, ("superuser", "Superuser"), ("none", "None")]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "superuser":
                return queryset.filter(is_superuser=True)
            case "none":
                return queryset.filter(is_superuser=False).exclude(groups__name__in=Role.values)
            case role:
                return queryset.filter(groups__name=role)


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People, over Django's own user screens; every change goes through ``operations.people``."""

    form = PersonChangeForm
    add_form = PersonAddForm
    add_form_template = None
    list_display = ("username", "display_name", "email", "roles", "last_login", "is_active")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("username", "display_name", "email")
    search_help_text = "Search by username, name or email address."
    filter_horizontal = ("user_permissions",)
    actions = ("deactivate", "reactivate")

    @admin.display(description="Roles")
    def roles(self, person):
        """Return all roles of this person in words."""
        names = {group.name for group in person.groups.all()}
        held = (["Superuser"] if person.is_superuser else []) + [role.label for role in Role if role in names]
        return ", ".join(held) or "None"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            access = ("desk_role", "is_administrator") if request.user.is_superuser else ("desk_role",)
            return [
                (None, {"fields": (*DETAILS, "password1", "password2")}),
                ("Access", {"fields": access}),
            ]
        details = DETAILS if authority.why_not_edit(obj, request.user) else (*DETAILS, "password")
        access, beyond = ("roles", "is_active"), []
        if not authority.why_not_grant(obj, request.user):
            access = ("desk_role", "is_administrator", "is_active")
            beyond = [("Beyond the roles", {"fields": ("is_superuser", "user_permissions")})]
        elif not authority.why_not_set_role(obj, request.user):
            access = ("desk_role", "is_active")
        dates = ("last_login", "date_joined")
        return [(None, {"fields": details}), ("Access", {"fields": access}), *beyond, ("Dates", {"fields": dates})]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        fixed = ("is_active",) if authority.why_not_set_role(obj, request.user) else ()
        return ("roles", "last_login", "date_joined", *fixed)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        shown = set(flatten_fieldsets(self.get_fieldsets(request, obj)))
        if change and not self.has_change_permission(request, obj):
            shown = set()
        # Declared fields stay in a form that does not show them: what is not shown must not listen.
        for name in form.base_fields.keys() - shown:
            del form.base_fields[name]
        return form

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not authority.why_not_edit(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser and (obj is None or not authority.why_not_delete(obj, request.user))

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        if not change:
            people.add(
                obj,
                actor=request.user,
                role=data["desk_role"],
                is_administrator=data.get("is_administrator", False),
            )
            return
        changed = form.changed_data
        people.edit(obj, actor=request.user, **{name: data[name] for name in DETAILS if name in changed})
        if "desk_role" in changed:
            people.set_role(obj, data["desk_role"], actor=request.user)
        if "is_administrator" in changed:
            people.set_administrator(obj, data["is_administrator"], actor=request.user)
        if "is_superuser" in changed:
            people.set_superuser(obj, data["is_superuser"], actor=request.user)
        if "user_permissions" in changed:
            people.set_permissions(obj, data["user_permissions"], actor=request.user)
        if "is_active" in changed:
            deed = people.reactivate if data["is_active"] else people.deactivate
            deed(obj, actor=request.user)

    def save_related(self, request, form, formsets, change):
        """Write nothing: the deeds have written roles and permissions."""

    def delete_model(self, request, obj):
        people.delete(obj, actor=request.user)

    def get_actions(self, request, action_location=admin.ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Deactivate selected people", permissions=["change"])
    def deactivate(self, request, queryset):
        """Shut the selected people out, each only where that is allowed."""
        self._each(request, queryset, people.deactivate, "Deactivated")

    @admin.action(description="Let selected people in again", permissions=["change"])
    def reactivate(self, request, queryset):
        """Let the selected people in again, each only where that is allowed."""
        self._each(request, queryset, people.reactivate, "Reactivated")

    def _each(self, request, queryset, deed, done):
        for person in queryset:
            try:
                deed(person, actor=request.user)
            except people.Refused as refusal:
                self.message_user(request, f"{person}: {refusal}", messages.ERROR)
            else:
                self.log_change(request, person, f"{done}.")
                self.message_user(request, f"{done}: {person}.", messages.SUCCESS)

    def response_add(self, request, obj, post_url_continue=None):
        # Django's own screen leads on to roles and permissions; here they were on the first one.
        return super(UserAdmin, self).response_add(request, obj, post_url_continue)

    def get_urls(self):
        return [
            path("roles/", self.admin_site.admin_view(self.roles_view), name="accounts_roles"),
            *super().get_urls(),
        ]

    def roles_view(self, request):
        """Show what each role may do; the table is the program's and cannot be changed here."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        table = roles.table()
        words = {
            f"{permission.content_type.app_label}.{permission.codename}": permission.name
            for permission in Permission.objects.select_related("content_type")
        }
        granted = {name for permissions in table.values() for name in permissions}
        rows = [
            (text, [name in permissions for permissions in table.values()])
            for name, text in words.items()
            if name in granted
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "What each role may do",
            "opts": self.opts,
            "roles": [Role(role).label for role in table],
            "rows": rows,
        }
        return TemplateResponse(request, "admin/accounts/roles.html", context)

    @method_decorator(sensitive_post_parameters())
    def user_change_password(self, request, id, form_url=""):
        """Set somebody else's password; one's own is changed with the old one at hand."""
        person = self.get_object(request, id)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, id)
        if person == request.user:
            return redirect("admin:password_change")
        form = SetPasswordForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            people.set_password(person, form.cleaned_data["new_password1"], actor=request.user)
            self.log_change(request, person, "Changed password.")
            self.message_user(request, f"The password of {person} is changed.", messages.SUCCESS)
            return redirect("admin:accounts_user_change", person.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Set the password of {person}",
            "opts": self.opts,
            "original": person,
            "form": form,
            "adminform": admin.helpers.AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
        }
        return TemplateResponse(request, "admin/accounts/user/set_password.html", context)
