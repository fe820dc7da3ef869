// The story form: sets its boxes in the story's language, leads from a problem to its field, and warns before
// unsaved words are left.
const form = document.querySelector("#story_form");

function leadTo(id) {
  const named = id && document.getElementById(id);
  if (!named) return;
  named.closest("details")?.setAttribute("open", "");
  const row = named.closest(".form-row") ?? named;
  row.scrollIntoView({ block: "center" });
  const group = named.matches("div") && row.querySelector("input");
  const target = row.querySelector("[contenteditable=true], .select2-selection") ?? (group || named);
  target.focus({ preventScroll: true });
}

// The words' own boxes, which follow the story's language.
const WORDS = ["headline", "standfirst", "body", "summary", "lead_alt", "lead_caption"];
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

function followLanguage() {
  const language = form.elements.language?.value;
  if (!language) return;
  for (const name of WORDS) {
    const box = form.elements[name];
    if (!box) continue;
    box.lang = language;
    box.dir = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
  }
}

if (form) {
  followLanguage();
  form.elements.language?.addEventListener("change", followLanguage);
  let changed = false;
  let leaving = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });
  // The admin's boxes tell jQuery alone what was chosen in them: the modules of this form hear it as typing.
  django.jQuery(form).on("select2:select select2:unselect", "select.admin-autocomplete", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  addEventListener("hashchange", () => leadTo(location.hash.slice(1)));
  // The admin makes its boxes when jQuery is ready, which can come after the page has loaded.
  addEventListener("load", () => django.jQuery(() => leadTo(location.hash.slice(1))));
}
