// Hands what is chosen to the editor in the window that opened this one: one item, or for a gallery those that are ticked.
const picker = document.querySelector("[data-picker]");
const editor = window.opener?.CKEDITOR?.tools;
const use = picker.querySelector("[data-use]");

const wordsOf = ({ dataset }) => ({ alternative_text: dataset.alt, caption: dataset.caption });

function hand(address, words) {
  editor.callFunction(picker.dataset.picker, address, words);
  window.close();
}

if (!editor || !picker.dataset.picker) {
  picker.querySelector("[data-picker-lost]").hidden = false;
} else if (use) {
  use.addEventListener("click", () => {
    const ticked = [...picker.querySelectorAll("[data-picture]:has(:checked)")];
    if (ticked.length) hand(ticked.map((item) => item.dataset.picture), ticked.map(wordsOf));
  });
} else {
  const choose = (button) => hand(button.dataset.picture, wordsOf(button));
  picker.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    if (button) choose(button);
  });
  const chosen = picker.querySelector("[data-chosen]");
  if (chosen) choose(chosen);
}
