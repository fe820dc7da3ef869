from django.urls import path

from newsroom.consent.views import count, record, state

urlpatterns = [
    path("", record.record, name="consent"),
    path("state.css", state.state_css, name="consent_state"),
    path("count/", count.count, name="consent_count"),
]
