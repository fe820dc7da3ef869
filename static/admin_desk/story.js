// The story form: sets its boxes in the story's language, leads from a problem to its field, warns before unsaved
// words are left, and names the boxes that the admin leaves without a name.
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

function nameOf(field) {
  const label = field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  if (label) return label.textContent.trim().replace(/:$/, "");
  const cell = field.closest("td");
  return cell?.closest("table").rows[0].cells[cell.cellIndex]?.textContent.trim() ?? "";
}

function nameBoxes(root) {
  for (const field of root.querySelectorAll("td select, td input:not([type=hidden]), select.admin-autocomplete")) {
    const name = nameOf(field);
    if (!name) continue;
    field.setAttribute("aria-label", name);
    for (const box of field.parentElement.querySelectorAll(
      ".select2-selection, .select2-selection__rendered[role=textbox], .select2-search__field",
    )) {
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", name);
    }
  }
  for (const corner of root.querySelectorAll("th.original:empty")) {
    corner.innerHTML = '<span class="visually-hidden">Row</span>';
  }
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
  addEventListener("load", () => django.jQuery(() => {
    nameBoxes(form);
    leadTo(location.hash.slice(1));
  }));
  form.addEventListener("formset:added", (event) => requestAnimationFrame(() => nameBoxes(event.target)));
}
