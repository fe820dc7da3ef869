// Up and down buttons for the rows of an ordered inline; they write the number field that orders without script.
const rowsOf = (group) => [...group.querySelectorAll("tr.form-row:not(.empty-form):has([data-order])")];

function renumber(group) {
  const rows = rowsOf(group);
  rows.forEach((row, place) => {
    row.querySelector("[data-order]").value = place;
    row.querySelector("[data-move='-1']")?.toggleAttribute("disabled", place === 0);
    row.querySelector("[data-move='1']")?.toggleAttribute("disabled", place === rows.length - 1);
  });
}

function move(group, row, step, button) {
  const rows = rowsOf(group);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(group);
  (button.disabled ? row.querySelector("[data-move]:not([disabled])") : button).focus();
  group.querySelector("[role=status]").textContent = `Now in place ${rowsOf(group).indexOf(row) + 1} of ${rows.length}.`;
}

function equip(group, row) {
  const field = row.querySelector("[data-order]");
  if (!field || row.querySelector("[data-move]")) return;
  field.type = "hidden";
  for (const [step, sign, words] of [[-1, "↑", "Move up"], [1, "↓", "Move down"]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "order-button";
    button.dataset.move = step;
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => move(group, row, step, button));
    field.before(button);
  }
}

for (const group of document.querySelectorAll(".inline-group:has(.ordered)")) {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  group.append(status);
  rowsOf(group).forEach((row) => equip(group, row));
  renumber(group);
  group.addEventListener("formset:added", (event) => {
    equip(group, event.target);
    renumber(group);
  });
  document.addEventListener("formset:removed", () => renumber(group));
}
