from django.urls import path

from newsroom.consent.views.gpc import gpc

urlpatterns = [path(".well-known/gpc.json", gpc, name="gpc")]
