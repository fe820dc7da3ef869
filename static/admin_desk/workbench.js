// The story form's bar: the publish check and the preview beside the form while it is typed, what is cut off, and keys.
const bar = document.querySelector(".workbar");
const form = document.querySelector("#story_form");
const TYPING = 1200;
// Keep in step with CUTS in articles/admin/workbench.py: columns in a search result, characters in our lists.
const CUTS = { headline: [60, 110], standfirst: [155, 0] };
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const letters = new Intl.Segmenter();

function typed() {
  const found = new URLSearchParams();
  for (const [name, words] of new FormData(form)) if (typeof words === "string") found.append(name, words);
  return found;
}

function firstColumns(text, columns) {
  let width = 0;
  let shown = "";
  for (const { segment } of letters.segment(text)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > columns) return shown;
    shown += segment;
  }
  return "";
}

function count(box, [columns, characters]) {
  const shown = Object.assign(document.createElement("small"), { className: "cut-count", id: `${box.id}_cut` });
  const say = () => {
    const text = box.value.trim();
    const cut = firstColumns(text, columns);
    const lists = characters && text.length > characters ? ` Our lists cut it at ${characters}.` : "";
    const search = cut ? ` Search engines show about ${columns} columns: “${cut}…”` : "";
    shown.textContent = `${[...letters.segment(text)].length} characters.${search}${lists}`;
    shown.classList.toggle("cut-count--over", Boolean(cut || lists));
  };
  box.addEventListener("input", say);
  box.parentElement.append(shown);
  box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
  say();
}

function leadTo(href) {
  if (location.hash === href) dispatchEvent(new HashChangeEvent("hashchange"));
}

function checkPublishing(panel) {
  const list = document.createElement("ul");
  const said = panel.querySelector(".publish-check__count");
  let asking;
  panel.append(list);

  function show(problems) {
    const blocks = problems.filter((problem) => problem.blocks).length;
    const warns = problems.length - blocks;
    said.textContent = problems.length
      ? [blocks && `${blocks} to mend first`, warns && `${warns} worth a look`].filter(Boolean).join(", ")
      : "nothing stands against it";
    panel.classList.toggle("publish-check--blocked", blocks > 0);
    list.replaceChildren(...problems.map((problem) => {
      const line = document.createElement("li");
      const text = document.createElement(problem.href ? "a" : "span");
      text.textContent = `${problem.blocks ? "Blocks" : "Warns"}: ${problem.text}`;
      line.className = problem.blocks ? "publish-check__block" : "";
      if (problem.href) {
        text.href = problem.href;
        text.addEventListener("click", () => leadTo(problem.href));
      }
      line.append(text);
      return line;
    }));
  }

  return async () => {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(bar.dataset.publishCheck, { method: "POST", body: typed(), signal: mine.signal });
      if (answer.ok && !answer.redirected) show((await answer.json()).problems);
      else said.textContent = "cannot be told just now";
    } catch {
      if (!mine.signal.aborted) said.textContent = "cannot be told just now";
    }
  };
}

// The preview: a frame beside the form that a form of its own posts what is typed to.
function previewBeside(button) {
  const pane = document.createElement("section");
  pane.className = "live-preview";
  pane.setAttribute("aria-label", "Preview of what is typed");
  pane.hidden = true;
  const frame = Object.assign(document.createElement("iframe"), { name: "live-preview", title: "Preview of what is typed" });
  const post = Object.assign(document.createElement("form"), { method: "post", target: "live-preview", hidden: true });
  const controls = document.querySelector("#live-preview-controls").content.cloneNode(true).firstElementChild;
  const [width, language] = controls.querySelectorAll("select");
  const close = controls.querySelector("button");
  pane.append(controls, frame, post);
  document.body.append(pane);
  let top = 0;

  function show() {
    if (pane.hidden) return;
    top = frame.contentWindow?.scrollY ?? 0;
    post.action = `${bar.dataset.livePreview}?ui=${language.value}`;
    post.replaceChildren(...[...typed()].map(([name, value]) => Object.assign(document.createElement("textarea"), { name, value })));
    post.submit();
  }

  function fit() {
    const scale = width.value === "desk" ? Math.min(1, pane.clientWidth / 1280) : 1;
    frame.style.width = width.value === "desk" ? "1280px" : "360px";
    frame.style.height = `${(pane.clientHeight - controls.offsetHeight) / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }

  function toggle(open) {
    pane.hidden = !open;
    document.body.classList.toggle("has-live-preview", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      fit();
      show();
      // Where the preview covers the form, the keyboard goes along.
      if (pane.offsetLeft < 1) close.focus();
    } else button.focus();
  }

  frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top));
  width.addEventListener("change", fit);
  language.addEventListener("change", show);
  close.addEventListener("click", () => toggle(false));
  for (const place of [pane, button]) {
    place.addEventListener("keydown", (event) => { if (event.key === "Escape" && !pane.hidden) toggle(false); });
  }
  addEventListener("resize", fit);
  button.hidden = false;
  button.addEventListener("click", () => toggle(pane.hidden));
  return show;
}

function press(name) {
  const button = form.querySelector(`input[name="${name}"]`);
  button?.click();
  return Boolean(button);
}

const KEYS = {
  KeyS: () => press("_continue"),
  Enter: () => press("_publish"),
  "Shift+Enter": () => bar.querySelector(".workbar__button")?.click(),
  "Shift+Period": () => bar.querySelector(".workbar__next")?.click(),
};

if (bar && form?.elements.opened_version) {
  for (const [name, cuts] of Object.entries(CUTS)) if (form.elements[name]) count(form.elements[name], cuts);
  const panel = bar.querySelector(".publish-check");
  panel.hidden = false;
  bar.querySelector(".workbar__keys").hidden = false;
  const asks = [checkPublishing(panel), previewBeside(bar.querySelector(".workbar__button"))];
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => asks.forEach((ask) => ask()), TYPING);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  addEventListener("load", () => asks[0]());
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const act = KEYS[`${event.shiftKey ? "Shift+" : ""}${event.code}`];
    if (!act) return;
    event.preventDefault();
    act();
  }, true);
}
