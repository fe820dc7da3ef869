// Uploads many pictures one by one, each with its own progress and answer; without script the same form posts them all.
const AT_ONCE = 2;
const LOST = "The connection broke. Try again.";
const UNREADABLE = "The server gave no answer that can be read. Perhaps you were signed out: sign in again in another tab, then try again.";
const form = document.querySelector("[data-upload]");
const files = form.elements.files;
const list = document.querySelector("[data-upload-results]");
const summary = document.querySelector("[data-upload-summary]");
const after = document.querySelector("[data-upload-after]");
const start = form.querySelector("[data-upload-start]");
const row = document.querySelector("#upload-row");
const waiting = [];
const added = [];
let [running, refused, total] = [0, 0, 0];

const part = (item, name) => item.querySelector(`[data-${name}]`);

function say() {
  const left = waiting.length + running;
  const words = [`${added.length} of ${total} added`];
  if (refused) words.push(`${refused} refused`);
  if (left) words.push(`${left} to go`);
  summary.textContent = `${words.join(", ")}.`;
  after.hidden = left > 0 || !added.length;
  document.querySelector("#upload-after").elements.pictures.value = added.join(",");
}

function showChosen() {
  const count = files.files.length;
  start.value = count ? `Upload ${count} ${count === 1 ? "picture" : "pictures"}` : "Upload";
}

function link(href, text) {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}

function showAdded(item, picture) {
  if (picture.thumb) {
    const image = Object.assign(document.createElement("img"), { src: picture.thumb, alt: "", width: 80, height: 80 });
    part(item, "thumb").replaceChildren(image);
  }
  part(item, "says").replaceChildren("Added. ", link(picture.url, "Open it"), picture.note ? ` ${picture.note}` : "");
  item.dataset.state = "added";
  added.push(picture.id);
}

function showRefused(item, job, answer) {
  const says = part(item, "says");
  says.replaceChildren(answer.refused);
  if (answer.existing) says.append(" ", link(answer.existing.url, answer.existing.label));
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = answer.existing ? "Add anyway" : "Try again";
  again.setAttribute("aria-label", `${again.textContent}: ${job.file.name}`);
  again.addEventListener("click", () => {
    again.remove();
    refused -= 1;
    queue({ ...job, anyway: job.anyway || Boolean(answer.existing) });
    next();
  });
  says.append(" ", again);
  item.dataset.state = "refused";
  refused += 1;
}

function send(job) {
  const { item, file } = job;
  const progress = part(item, "progress");
  const data = new FormData(form);
  data.delete("files");
  data.append("files", file);
  if (job.anyway) data.set("add_anyway", "on");
  const request = new XMLHttpRequest();
  const done = (answer) => {
    progress.hidden = true;
    if (answer.added) showAdded(item, answer.added);
    else showRefused(item, job, answer);
    running -= 1;
    next();
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = event.loaded / event.total;
    if (event.loaded === event.total) part(item, "says").textContent = "Being read…";
  });
  request.addEventListener("load", () => done(request.response?.[0] ?? { refused: UNREADABLE }));
  request.addEventListener("error", () => done({ refused: LOST }));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  progress.hidden = false;
  part(item, "says").textContent = "On its way…";
  request.send(data);
}

function queue(job) {
  part(job.item, "says").textContent = "Waiting.";
  job.item.dataset.state = "waiting";
  waiting.push(job);
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    send(waiting.shift());
  }
  say();
}

function listed(file) {
  const item = row.content.firstElementChild.cloneNode(true);
  part(item, "name").textContent = file.name;
  part(item, "progress").setAttribute("aria-label", file.name);
  list.append(item);
  return { item, file, anyway: false };
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  total += files.files.length;
  for (const file of files.files) queue(listed(file));
  files.value = "";
  showChosen();
  next();
});
files.addEventListener("change", showChosen);

// Pictures may be dropped anywhere on the page; where they are dropped next to the box, they are put into it.
addEventListener("dragover", (event) => {
  event.preventDefault();
  form.dataset.dragging = "";
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) delete form.dataset.dragging;
});
addEventListener("drop", (event) => {
  event.preventDefault();
  delete form.dataset.dragging;
  const chosen = new DataTransfer();
  for (const file of [...files.files, ...event.dataTransfer.files]) chosen.items.add(file);
  files.files = chosen.files;
  showChosen();
  start.focus();
});
addEventListener("beforeunload", (event) => {
  if (running || waiting.length) event.preventDefault();
});
