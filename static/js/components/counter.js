// Counts this page view once and keeps nothing on the device; consent.js loads it for visitors who agreed.
fetch("/consent/count/", {
  method: "POST",
  body: new URLSearchParams({ path: location.pathname }),
  keepalive: true,
}).catch(() => {});
