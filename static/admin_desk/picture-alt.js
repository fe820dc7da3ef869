// Says under an alternative text what seems wrong with it, while it is written. The server holds the rules.
function concerns(rules, text, caption) {
  const found = rules.patterns.filter(([pattern]) => new RegExp(pattern, "iu").test(text)).map(([, says]) => says);
  if (text && text.toLowerCase() === caption.trim().toLowerCase()) found.push(rules.same_as_caption);
  return found;
}

for (const box of document.querySelectorAll("[data-alt-rules]")) {
  const rules = JSON.parse(box.dataset.altRules);
  const heard = box.form.elements.heard;
  const list = document.createElement("ul");
  list.className = "concerns";
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.append(list);
  for (const said of document.querySelectorAll("[data-concerns]")) said.remove();
  box.after(status);

  const check = () => {
    const caption = box.dataset.caption ?? box.form.elements.caption?.value ?? "";
    const text = box.value.trim();
    const found = concerns(rules, text, caption);
    if (heard) heard.value = found.length ? text : "";
    if ([...list.children].map((item) => item.textContent).join() === found.join()) return;
    list.replaceChildren(...found.map((says) => Object.assign(document.createElement("li"), { textContent: says })));
  };
  box.form.addEventListener("input", check);
  check();
}
