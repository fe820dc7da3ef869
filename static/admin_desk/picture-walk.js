// The keys of the walk through alternative texts: Enter saves and goes on, Page Down skips, Page Up goes back.
const form = document.querySelector("[data-walk]");

if (form) {
  const box = form.elements.alt;
  const first = box.value;
  const ways = { PageDown: form.querySelector("[data-walk-skip]"), PageUp: form.querySelector("[data-walk-back]") };
  let saving = false;
  form.querySelector("[data-walk-keys]").hidden = false;
  form.addEventListener("submit", () => { saving = true; });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && (event.target === box || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (ways[event.key]) {
      event.preventDefault();
      ways[event.key].click();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (!saving && box.value !== first) event.preventDefault();
  });
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}
