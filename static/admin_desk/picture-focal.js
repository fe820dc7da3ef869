// The point of a picture that stays in view: set by click or arrow keys on the picture, written to the number fields,
// with every shape cut live as the server will cut it.
const STEP = 0.01;
const LEAP = 0.1;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const across = document.querySelector("input[name=focal_x]");
const down = document.querySelector("input[name=focal_y]");
const inside = (number) => Math.min(1, Math.max(0, Math.round(number * 100) / 100));
const percent = (number) => Math.round(number * 100);

// Where the cut lies, as CSS counts it: 0 keeps the start of the picture, 100 % its end.
function place(point, whole, part) {
  if (part >= whole) return 50;
  const start = Math.min(Math.max(point * whole - part / 2, 0), whole - part);
  return (start / (whole - part)) * 100;
}

function cut(image, x, y, width, height) {
  const ratio = Number(image.dataset.ratio);
  const part = { width: Math.min(width, height * ratio), height: Math.min(height, width / ratio) };
  image.style.aspectRatio = ratio;
  image.style.objectPosition = `${place(x, width, part.width)}% ${place(y, height, part.height)}%`;
}

function equip(root) {
  const picture = root.querySelector("[data-focal-picture]");
  const shapes = root.querySelectorAll("[data-ratio]");
  const ring = document.createElement("button");
  ring.type = "button";
  ring.className = "focal__ring";
  const stage = root.querySelector("[data-focal-stage]");
  stage.append(ring);
  stage.dataset.ready = "";
  for (const hidden of root.querySelectorAll("[hidden]")) hidden.hidden = false;

  function show() {
    const [x, y] = [inside(Number(across.value)), inside(Number(down.value))];
    ring.style.left = `${x * 100}%`;
    ring.style.top = `${y * 100}%`;
    ring.setAttribute("aria-label", `Focal point: ${percent(x)} % across, ${percent(y)} % down`);
    for (const shape of shapes) cut(shape, x, y, Number(picture.getAttribute("width")), Number(picture.getAttribute("height")));
  }

  function set(x, y) {
    across.value = inside(x);
    down.value = inside(y);
    across.dispatchEvent(new Event("input", { bubbles: true }));
    down.dispatchEvent(new Event("input", { bubbles: true }));
    root.querySelector("[data-focal-says]").textContent = `${percent(across.value)} % across, ${percent(down.value)} % down.`;
  }

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    ring.focus({ preventScroll: true });
  });
  ring.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? LEAP : STEP;
    set(Number(across.value) + move[0] * step, Number(down.value) + move[1] * step);
  });
  for (const field of [across, down]) field.addEventListener("input", show);
  show();
}

const root = document.querySelector("[data-focal]");
if (root && across && down) equip(root);
