/* Offers to load what another site shows. Nothing is asked of that site before the reader presses the button. */
for (const embed of document.querySelectorAll('[data-module="embed"]')) {
  const ask = embed.querySelector(".embed__ask");
  ask.hidden = false;
  ask.querySelector("button").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.className = `embed__frame embed__frame--${embed.dataset.shows || "page"}`;
    frame.title = embed.dataset.title;
    frame.loading = "lazy";
    frame.referrerPolicy = "strict-origin";
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";
    frame.src = embed.dataset.frame;
    ask.replaceWith(frame);
    frame.focus();
  });
}
