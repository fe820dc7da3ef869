// The AI part of the story form: says what readers will see while it is filled in, and shows a question when it matters.
const sentence = document.querySelector("[data-readers-see]");
const form = sentence?.closest("form");
const TYPING = 700;
const FILLED = "textarea, select, input[type=text], input[name=ai_tools]:checked";

function value(name) {
  const box = form.elements[name];
  if (!box) return "";
  if (box.type === "checkbox") return box.checked ? box.value : "";
  return box.value;
}

const PARTS = form ? [...form.querySelectorAll("select[name^=ai_]")].map((box) => box.name) : [];
const ORDER = form ? [...form.querySelectorAll("input[name=ai_body]")].map((box) => box.value) : [];

// A part that says nothing of its own has the body's answer; "ai" is the strongest of all.
function answer(name) {
  if (PARTS.includes(name)) return value(name) || value("ai_body");
  if (name !== "ai") return value(name);
  const said = ["ai_body", ...PARTS].map(answer).filter(Boolean);
  return said.sort((one, other) => ORDER.indexOf(other) - ORDER.indexOf(one))[0] ?? "";
}

const isFilled = (row) => [...row.querySelectorAll(FILLED)].some((box) => box.value);

// What is filled in stays in sight: it will be saved.
function showWhatMatters(asked) {
  for (const [name, when] of Object.entries(asked)) {
    const row = form.querySelector(`.form-row.field-${name}`);
    if (!row) continue;
    const matters = Object.entries(when).some(([field, values]) => values.includes(answer(field)));
    row.hidden = !matters && !isFilled(row) && !row.querySelector(".errorlist");
  }
  for (const fieldset of form.querySelectorAll("fieldset.ai-more")) {
    fieldset.hidden = [...fieldset.querySelectorAll(".form-row")].every((row) => row.hidden);
  }
}

let asking;

async function ask() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const typed = new URLSearchParams();
  for (const [name, words] of new FormData(form)) if (typeof words === "string") typed.append(name, words);
  sentence.setAttribute("aria-busy", "true");
  let said;
  try {
    const response = await fetch(sentence.dataset.readersSee, { method: "POST", body: typed, signal: mine.signal });
    if (response.ok && !response.redirected) said = await response.text();
  } catch {
    if (mine.signal.aborted) return;
  }
  sentence.removeAttribute("aria-busy");
  if (said === undefined) {
    sentence.textContent = "What readers will see cannot be told just now. It is told again at the next change or save.";
  } else if (sentence.innerHTML.trim() !== said.trim()) {
    // Our own template's markup, with every word escaped there.
    sentence.innerHTML = said;
  }
}

function count(box) {
  const shown = document.createElement("small");
  shown.className = "character-count";
  const say = () => { shown.textContent = `${box.value.length} of ${box.maxLength} characters`; };
  box.addEventListener("input", say);
  box.after(shown);
  say();
}

// With many tools, a box that finds them; those that are ticked stay in sight.
function addFinder(list) {
  const labels = [...list.querySelectorAll("label")];
  if (labels.length <= 8) return;
  const finder = Object.assign(document.createElement("input"), { type: "search", className: "ai-tools__find" });
  finder.setAttribute("aria-label", "Find a tool");
  finder.placeholder = "Find a tool";
  finder.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  finder.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = finder.value.trim().toLowerCase();
    for (const label of labels) {
      label.parentElement.hidden = !label.textContent.toLowerCase().includes(wanted) && !label.control.checked;
    }
  });
  list.before(finder);
}

if (form) {
  const asked = JSON.parse(sentence.dataset.asked);
  let waiting;
  const askIn = (time) => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, time);
  };
  form.addEventListener("input", () => askIn(TYPING));
  form.addEventListener("change", () => {
    showWhatMatters(asked);
    askIn(0);
  });
  for (const box of form.querySelectorAll("[data-count]")) count(box);
  for (const list of form.querySelectorAll("#id_ai_tools")) addFinder(list);
  showWhatMatters(asked);
}
