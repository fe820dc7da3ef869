// The banner answers in place. Nothing is switched on unless the server said that it kept a yes.
const box = document.querySelector('[data-module="consent"]');
const form = box.querySelector("form");
const text = form.querySelector(".consent__text");
const scripts = JSON.parse(document.getElementById("consent-config").textContent);
const loaded = new Set();

function switchOn() {
  const states = window.consentState();
  for (const [slug, src] of Object.entries(scripts)) {
    if (states[slug] !== "accepted" || loaded.has(slug)) continue;
    loaded.add(slug);
    const script = document.createElement("script");
    script.type = "module";
    script.src = src;
    document.head.append(script);
  }
}

function afterPaint(task) {
  requestAnimationFrame(() => setTimeout(task));
}

async function isKept(body) {
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      signal: AbortSignal.timeout?.(15000),
    });
    return response.status === 204 && !Object.values(window.consentState()).includes("ask");
  } catch {
    return false;
  }
}

function confirm(status, choice) {
  const done = document.getElementById(choice === "accept" ? "consent-accepted" : "consent-declined");
  const hide = document.createElement("button");
  hide.type = "button";
  hide.className = "button";
  hide.textContent = box.dataset.hide;
  hide.addEventListener("click", () => delete box.dataset.answered);
  status.replaceChildren(...done.cloneNode(true).childNodes);
  status.after(hide);
  if (choice === "accept") afterPaint(switchOn);
}

function restore(status, button) {
  delete box.dataset.answered;
  text.setAttribute("role", "alert");
  text.textContent = box.dataset.error;
  status.replaceWith(form);
  button.focus();
}

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  const status = document.createElement("p");
  status.className = "consent__status";
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  status.textContent = "…";
  // The box keeps its height, so that the page beneath does not move.
  box.style.minHeight = `${box.offsetHeight}px`;
  box.dataset.answered = "";
  form.replaceWith(status);
  status.focus({ preventScroll: true });
  if (await isKept(body)) confirm(status, button.value);
  else restore(status, button);
});

// A page that comes back from the browser's memory, or from behind another tab, may have been decided elsewhere.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  delete box.dataset.answered;
  switchOn();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") switchOn();
});
afterPaint(switchOn);
