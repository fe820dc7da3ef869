from django.urls import path

from newsroom.consent.views.cookies import cookies

urlpatterns = [path("", cookies, name="cookies")]
