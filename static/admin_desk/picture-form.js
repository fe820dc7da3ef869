// What is asked only where AI had a part: how real the picture looks, which tools, what they did. The server decides the same.
const origins = document.querySelectorAll("input[name=origin]");

for (const question of origins.length ? document.querySelectorAll("[data-asked-of]") : []) {
  const asked = question.dataset.askedOf.split(" ");
  const row = question.closest(".form-row, .fields > div");
  const show = () => {
    const origin = document.querySelector("input[name=origin]:checked");
    row.hidden = !asked.includes(origin?.value);
  };
  for (const input of origins) input.addEventListener("change", show);
  show();
}
