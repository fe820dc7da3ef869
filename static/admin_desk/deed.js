// The screens of the deeds: the button says when a story goes out or comes down, in the publication's own time.
const form = document.querySelector("form[data-deed]");
const box = form?.elements.at;
const button = form?.querySelector("input[type=submit]");
const words = button?.value;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const JOINS = { Schedule: "for", Move: "to", Withdraw: "at", "Put under embargo": "until" };

// The box holds a wall-clock time; the zone's name is that of the last change of clocks before it.
function said(at) {
  const zones = JSON.parse(box.dataset.zones);
  const [day, clock] = at.split("T");
  const today = zones[0][0].split("T")[0];
  const name = zones.filter(([from]) => from <= at).at(-1)?.[1] ?? zones[0][1];
  const [, month, date] = day.split("-").map(Number);
  return `${day === today ? "" : `${date} ${MONTHS[month - 1]} `}${clock.slice(0, 5)} ${name}`;
}

function nameButton() {
  const chosen = form.querySelector("[name=when]:checked, [name=what]:checked")?.value;
  if (chosen === "never") button.value = "Take the plan away";
  else if (chosen === "lift") button.value = "Lift the embargo";
  else if (chosen === "now" || !box.value) button.value = words;
  else {
    const picked = form.querySelector("[name=which]:checked")?.parentElement.textContent.trim();
    button.value = `${words} ${JOINS[words]} ${picked ?? said(box.value)}`;
  }
}

if (box && button) {
  form.addEventListener("input", nameButton);
  addEventListener("pageshow", nameButton);
  nameButton();
}
