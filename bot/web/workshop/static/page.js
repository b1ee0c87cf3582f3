"use strict";
// Keeps the page as it is in the room: hears that there is something new, asks for itself, and shows it.
(() => {
  const AGAIN = 2000; // milliseconds before another try
  const SILENCE = 40000; // longer than two signs of life of the server
  const live = document.getElementById("live");
  const lost = document.getElementById("lost");
  const announcer = document.getElementById("announce");
  const said = document.body.dataset;
  let newest = null;
  let asking = false;
  let sending = 0;
  let sent = 0;
  let skew = 0;
  let running = false;

  const say = (text) => { if (text && announcer.textContent !== text) announcer.textContent = text; };

  // --- the connection ---

  function connected() {
    if (!lost.hidden) say(said.back);
    lost.hidden = true;
  }

  function disconnected() {
    if (lost.hidden) lost.textContent = said.lost;
    lost.hidden = false;
  }

  function listen() {
    const stream = new EventSource(live.dataset.news);
    let watch;
    const again = () => {
      clearTimeout(watch);
      stream.close();
      disconnected();
      setTimeout(() => { refresh(); listen(); }, AGAIN);
    };
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(again, SILENCE);
      connected();
    };
    stream.onopen = alive;
    stream.addEventListener("stil", alive);
    stream.onmessage = (event) => { alive(); newest = event.data; if (behind()) refresh(); };
    stream.onerror = again;
  }

  // --- the page itself ---

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const now = page.getElementById("live");
    if (!now) { // another page: it is gone, or out of reach
      lost.textContent = [...page.querySelectorAll("main h1, main p")].map((one) => one.textContent).join(". ");
      lost.hidden = false;
      return false;
    }
    const before = live.dataset.announce;
    morph(live, now);
    document.title = page.title;
    skew = Number(live.dataset.now) - Date.now();
    if (live.dataset.announce !== before) say(live.dataset.announce);
    tick();
    return true;
  }

  // News can be older than the page: the answer to a form comes before the news of what it did.
  const behind = () => newest !== null && Number(newest) > Number(live.dataset.revision);

  async function refresh() {
    if (asking || sending) return; // whoever is busy looks again afterwards
    asking = true;
    try {
      do {
        const before = sent;
        const answer = await fetch(live.dataset.self, { cache: "no-store" });
        const html = await answer.text();
        if (sending) break;
        if (sent === before && !show(html)) break; // what was sent meanwhile was answered with a newer page
      } while (behind());
    } catch { disconnected(); } finally { asking = false; }
  }

  // --- the clock ---

  function tick() {
    for (const clock of live.querySelectorAll("[data-until]")) {
      const left = Math.ceil((Number(clock.dataset.until) - Date.now() - skew) / 1000);
      const text = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : said.over;
      if (left <= 0 && running) say(said.over);
      running = left > 0;
      if (clock.textContent !== text) clock.textContent = text;
    }
  }

  // --- what the facilitator types and sends ---

  const draft = (form) => `${location.pathname}#${form.id}`;
  const fields = (form) => [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "file");

  function keep(form) {
    form.dataset.typed = "";
    const typed = fields(form).map((one) =>
      one.type === "radio" || one.type === "checkbox" ? one.checked : one.value);
    try { sessionStorage.setItem(draft(form), JSON.stringify(typed)); } catch { /* nothing is kept then */ }
  }

  function drop(form) {
    delete form.dataset.typed;
    try { sessionStorage.removeItem(draft(form)); } catch { /* nothing was kept */ }
  }

  function restore(form) {
    let typed;
    try { typed = JSON.parse(sessionStorage.getItem(draft(form))); } catch { return; }
    const all = fields(form);
    if (!typed || typed.length !== all.length) return;
    all.forEach((one, place) => {
      if (one.type === "radio" || one.type === "checkbox") one.checked = typed[place];
      else one.value = typed[place];
    });
    form.dataset.typed = "";
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }

  function done(form) {
    form.reset();
    drop(form);
    const folded = form.closest("details");
    if (folded) folded.open = false;
  }

  function unsent(form) {
    let fault = form.querySelector(":scope > .fault");
    if (!fault) {
      fault = document.createElement("p");
      fault.className = "fault";
      fault.setAttribute("role", "alert");
      form.append(fault);
    }
    fault.textContent = said.unsent;
  }

  async function send(form, button) {
    form.setAttribute("aria-busy", "true");
    sending += 1;
    try {
      // Not form.action: that is the field called so, where there is one.
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form, button) });
      const html = await answer.text();
      if (answer.ok) done(form);
      show(html);
      const wrong = answer.ok ? null : live.querySelector("[aria-invalid], .fault ~ button, .radios[aria-describedby] input");
      if (wrong) wrong.focus();
      else if (!document.activeElement || document.activeElement === document.body) live.querySelector("[data-home]").focus();
    } catch { unsent(form); } finally {
      sending -= 1;
      sent += 1;
      form.removeAttribute("aria-busy");
      if (behind()) refresh();
    }
  }

  live.addEventListener("input", (event) => { if (event.target.form) keep(event.target.form); });
  live.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.getAttribute("aria-busy") !== "true") send(event.target, event.submitter);
  });

  live.querySelectorAll("form[id]").forEach(restore);
  skew = Number(live.dataset.now) - Date.now();
  tick();
  setInterval(tick, 500);
  listen();
})();
