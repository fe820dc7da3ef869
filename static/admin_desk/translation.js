// The screen of a translation: warns before words are left unsaved, and saves by Ctrl or ⌘ with S.
const form = document.querySelector("#story_form");

if (form) {
  let changed = false;
  let leaving = false;
  form.addEventListener("input", (event) => { changed ||= event.isTrusted; });
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit(form.elements._stay);
  });
}
