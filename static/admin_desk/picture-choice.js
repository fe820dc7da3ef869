// A box for one picture of the library: shows what is chosen, and opens the library to choose by eye or to upload.
// The library answers as in newsroom/prose-figure.js, which keeps whoever waits in the same list.
function pick(address, picked) {
  const tools = ((window.CKEDITOR ??= {}).tools ??= {});
  const waiting = (tools.waiting ??= new Map());
  tools.callFunction ??= (number, ...answer) => {
    waiting.get(Number(number))?.(...answer);
    waiting.delete(Number(number));
  };
  const number = (tools.lastNumber = (tools.lastNumber ?? 0) + 1);
  waiting.set(number, picked);
  const opened = open(`${address}?CKEditorFuncNum=${number}`, "_blank", "width=900,height=700");
  if (!opened) alert("The library opens in a window of its own: allow this site to open windows.");
}

function choose(select, key, words) {
  if (![...select.options].some((option) => option.value === key)) select.add(new Option(words, key));
  select.value = key;
  for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
}

for (const select of document.querySelectorAll("select[data-library]")) {
  const { library } = select.dataset;
  const image = Object.assign(document.createElement("img"), { alt: "", width: 80, height: 80, hidden: true });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  button.textContent = "Choose from the library…";
  const box = Object.assign(document.createElement("div"), { className: "picture-choice" });
  box.append(image, button);
  (select.closest(".related-widget-wrapper") ?? select).after(box);

  const show = () => {
    image.hidden = !select.value;
    if (select.value) image.src = `${library}${select.value}/file/?spec=thumb`;
  };
  image.addEventListener("error", () => { image.hidden = true; });
  django.jQuery(select).on("change", show);
  button.addEventListener("click", () => pick(`${library}picker/`, (address, words) => {
    const key = address.match(/(\d+)\/file\/$/)[1];
    choose(select, key, words.alternative_text || words.caption || `Picture ${key}`);
    button.focus();
  }));
  show();
}
