"""The standing pages, in every language; included last, since any single word could be one."""

from django.urls import path

from newsroom.publication.views import page

urlpatterns = [path("<slug:slug>/", page.page, name="page")]
