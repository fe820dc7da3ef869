/* Shows "Copy link" where the browser can copy, and says when it is done. */
for (const share of document.querySelectorAll('[data-module="share"]')) {
  const button = share.querySelector("button");
  const status = share.querySelector('[role="status"]');
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = "";
    await navigator.clipboard.writeText(share.dataset.url);
    status.textContent = status.dataset.done;
  });
}
