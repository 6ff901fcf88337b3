// The one line from the house to this page. What comes over it is a hint; the log is the truth, so after any doubt
// "catchup" is said and whoever shows a log reads what it missed. Events of the house are passed on by their own names.

const patience = 35_000; // two missed beats and a little
const pollEvery = 10_000;
const names = ["ready", "moment", "met", "place", "presence", "beat"];

export const live = new EventTarget();
const say = (name, detail) => live.dispatchEvent(new CustomEvent(name, { detail }));

let source, again, tries = 0, left = false, up = null;
let heardAt = performance.now(), triedAt = heardAt, polledAt = 0;

function connect() {
  clearTimeout(again);
  if (left || source) return;
  triedAt = performance.now();
  source = new EventSource("/api/events");
  for (const name of names) source.addEventListener(name, heard);
  source.addEventListener("error", drop);
}

function heard(event) {
  heardAt = performance.now();
  tries = 0;
  if (up !== true) say("line", { up: up = true });
  say(event.type, JSON.parse(event.data));
  if (event.type === "ready") say("catchup");
}

function drop() {
  hangUp();
  if (left) return;
  if (up !== false) say("line", { up: up = false });
  // Not all at once when the house comes back.
  again = setTimeout(connect, Math.min(30_000, 1000 * 2 ** tries++) * (0.3 + 0.7 * Math.random()));
}

function hangUp() {
  clearTimeout(again);
  source?.close();
  source = null;
}

function lookAfter() {
  if (left) return;
  tries = 0;
  connect();
  say("catchup");
}

setInterval(() => {
  const now = performance.now();
  if (left || now - heardAt < patience) return;
  // Nothing comes, or something on the way holds it back: ask instead, and try a new line now and then.
  if (now - polledAt >= pollEvery) {
    polledAt = now;
    say("catchup");
  }
  if (source && now - triedAt > patience) drop();
}, 2_500);

addEventListener("pagehide", hangUp);
addEventListener("pageshow", (event) => { if (event.persisted) lookAfter(); });
addEventListener("online", lookAfter);
document.addEventListener("visibilitychange", () => { if (!document.hidden) lookAfter(); });
document.addEventListener("leaving", () => { left = true; hangUp(); });

connect();
