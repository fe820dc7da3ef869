// Names the boxes that the admin leaves without a name: those in rows, and those that it draws over a list.
const form = document.querySelector("#content-main form");

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

if (form) {
  // The admin makes its boxes when jQuery is ready, which can come after the page has loaded.
  addEventListener("load", () => django.jQuery(() => nameBoxes(form)));
  form.addEventListener("formset:added", (event) => requestAnimationFrame(() => nameBoxes(event.target)));
}
