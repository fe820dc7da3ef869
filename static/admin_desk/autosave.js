// Keeps what is typed into the story form with the server, a little after each pause, and says who else is there.
// Without a network the words stay in the page, and the bar says since when they are not kept.
const bar = document.querySelector(".workbar");
const form = document.querySelector("#story_form");
const PAUSE = 2500;
const LONGEST = 10000;
const BEAT = 20000;
// What browsers still send while a page is closed.
const LAST_WORDS = 60000;

function typed() {
  const found = new URLSearchParams();
  for (const [name, words] of new FormData(form)) if (typeof words === "string") found.append(name, words);
  return found;
}

// The token is no word of anybody's: a new one changes nothing.
function words(found) {
  const copy = new URLSearchParams(found);
  copy.delete("csrfmiddlewaretoken");
  return copy.toString();
}

if (bar && form?.elements.opened_version) {
  const address = bar.dataset.autosave;
  const status = bar.querySelector(".workbar__typed");
  const others = bar.querySelector(".workbar__others");
  const overtaken = bar.querySelector(".workbar__overtaken");
  let kept = words(typed());
  let since = bar.dataset.openedAt;
  let leaving = false;
  let sending = null;
  let waiting;
  let first = 0;

  const say = (element, said) => { if (element.textContent !== said) element.textContent = said; };

  function fail(why) {
    bar.classList.add("workbar--failing");
    say(status, `${why} Not saved since ${since}; what you type stays in this page.`);
  }

  async function newToken() {
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) return false;
    form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
    return true;
  }

  async function post(found, signal) {
    found.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(address, { method: "POST", body: found, signal });
  }

  async function send() {
    clearTimeout(waiting);
    first = 0;
    if (leaving || sending) return;
    const found = typed();
    const now = words(found);
    const isNew = now !== kept;
    const body = isNew ? found : new URLSearchParams({ _beat: "1", opened_version: form.elements.opened_version.value });
    const mine = (sending = new AbortController());
    try {
      let answer = await post(body, mine.signal);
      if (answer.status === 403 && (await newToken())) answer = await post(body, mine.signal);
      if (answer.redirected) fail("You are signed out: sign in again in another window.");
      else if (answer.status === 403) fail("You may not edit this story any more.");
      else if (!answer.ok) fail("The server did not take it.");
      else {
        const said = await answer.json();
        since = said.at;
        bar.classList.remove("workbar--failing");
        if (isNew) {
          kept = now;
          say(status, `What you typed is kept since ${said.at}; save to give it to others.`);
        } else if (now === words(typed()) && /Not saved since/.test(status.textContent)) say(status, "");
        say(others, said.others.join("; "));
        say(overtaken, said.overtaken);
        overtaken.hidden = !said.overtaken;
      }
    } catch {
      if (!mine.signal.aborted) fail("No connection.");
    }
    sending = null;
  }

  function soon() {
    first ||= Date.now();
    clearTimeout(waiting);
    waiting = setTimeout(send, Math.max(0, Math.min(PAUSE, first + LONGEST - Date.now())));
  }

  // A closed laptop, another window, another page: whatever comes next, the words go out now.
  function flush() {
    if (leaving) return;
    const found = typed();
    const isNew = words(found) !== kept;
    const body = isNew ? found : new URLSearchParams({ _beat: "1", opened_version: form.elements.opened_version.value });
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("_leave", "1");
    const text = body.toString();
    if (text.length > LAST_WORDS) return;
    fetch(address, {
      method: "POST",
      body: text,
      keepalive: true,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    }).catch(() => {});
  }

  let isTouched = false;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      isTouched ||= event.isTrusted;
      soon();
    });
  }
  form.addEventListener("submit", () => {
    leaving = true;
    sending?.abort();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  addEventListener("online", send);
  addEventListener("offline", () => fail("No connection."));
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  setInterval(send, BEAT);
  // The editor and the boxes tidy what they hold when they begin: that is nobody's typing.
  addEventListener("load", () => setTimeout(() => {
    if (!isTouched) kept = words(typed());
    send();
  }, 500));
}
