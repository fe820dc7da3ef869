"""Addresses of the site itself, which have no language."""

from django.urls import path

from newsroom.publication.views import site

urlpatterns = [
    path("healthz", site.healthz, name="healthz"),
    path("robots.txt", site.robots, name="robots"),
    path("tdm-policy.json", site.tdm_policy, name="tdm_policy"),
    path(".well-known/tdmrep.json", site.tdmrep, name="tdmrep"),
    path(".well-known/security.txt", site.security, name="security"),
    path(".well-known/change-password", site.change_password, name="change_password"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("icons/<slug:name>.png", site.icon, name="icon"),
    path("look.css", site.look, name="look"),
]
