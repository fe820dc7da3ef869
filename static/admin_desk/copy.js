// A button that copies what stands in a box; without script the box is there to copy from by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  const said = button.nextElementSibling;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(box.value);
      said.textContent = "Copied.";
    } catch {
      box.select();
      said.textContent = "Copy it by hand: it is selected.";
    }
  });
}
