"""What machines read of the record, in no language."""

from django.urls import path

from newsroom.audit import views

urlpatterns = [
    path("root.json", views.root, name="audit_root"),
    path("heads.atom", views.heads, name="audit_heads"),
]
