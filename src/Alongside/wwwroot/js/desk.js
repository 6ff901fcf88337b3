// A specialist's desk: the column of letters keeps itself true; keys go from letter to letter.

import { live } from "/js/live.js";
import "/js/craft.js";

const desk = document.getElementById("desk");
const words = JSON.parse(desk.dataset.words);
const columns = { open: document.getElementById("letters"), ended: document.getElementById("ended") };
const chosen = document.querySelector("a-conversation")?.dataset.id;
const shapes = 6, tints = 3;

let timer;
const unread = new Map();

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 300);
}

async function refresh() {
  const response = await fetch("/api/desk", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return;
  const { duty, seats, waiting, letters } = await response.json();
  // Also when the house took us off duty, because our line was lost for too long.
  document.getElementById("duty").dataset.state = duty;
  put(document.querySelector("#duty-state span"), duty === "on" ? words.DutyOn.replace("{0}", seats) : duty === "away" ? words.DutyAway : words.DutyOff);
  put(document.getElementById("people-waiting"), waiting === 0 ? words.Waiting0 : waiting === 1 ? words.Waiting1 : words.WaitingMany.replace("{0}", waiting));
  column(letters);
}

function column(mine) {
  const known = new Set(mine.map((one) => one.id));
  for (const letter of document.querySelectorAll(".letter")) {
    if (!known.has(letter.dataset.conversation)) letter.remove();
  }
  // Handed over, or given up on another device.
  if (chosen && !known.has(chosen)) document.querySelector("a-conversation").close();
  for (const gone of [...unread.keys()].filter((id) => !known.has(id))) unread.delete(gone);
  const news = [];
  for (const one of mine) {
    const letter = find(one.id) ?? make(one.id);
    const column = one.ended ? columns.ended : columns.open;
    if (letter.parentElement !== column) column.append(letter);
    const count = one.id === chosen && !document.hidden ? 0 : one.unread;
    put(letter.querySelector(".name"), one.name);
    put(letter.querySelector(".new"), count <= 0 ? "" : count === 1 ? words.New1 : words.NewMany.replace("{0}", count));
    stands(letter.querySelector(".how"), one.sentences);
    if (count > (unread.get(one.id) ?? 0)) news.push(one.name);
    unread.set(one.id, count);
  }
  const all = [...unread.values()].reduce((sum, count) => sum + count, 0);
  put(document.getElementById("all-new"), all <= 0 ? "" : all === 1 ? words.New1 : words.NewMany.replace("{0}", all));
  document.getElementById("no-letters").hidden = columns.open.childElementCount > 0;
  document.getElementById("ended-heading").hidden = columns.ended.childElementCount === 0;
  if (news.length) document.getElementById("letter-news").textContent = news.map((name) => words.NewsFrom.replace("{0}", `\u2068${name}\u2069`)).join(". ");
}

// How each stands: only what changed is touched, so that nobody is read the same twice.
function stands(place, sentences) {
  while (place.children.length > sentences.length) place.lastElementChild.remove();
  sentences.forEach(({ kind, text }, index) => {
    const line = place.children[index] ?? place.appendChild(document.createElement("span"));
    line.className = kind;
    put(line, text);
  });
}

const find = (id) => [...document.querySelectorAll(".letter")].find((one) => one.dataset.conversation === id);
const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

function make(id) {
  const letter = document.getElementById("a-letter").content.firstElementChild.cloneNode(true);
  letter.dataset.conversation = id;
  letter.querySelector("a").href = `/desk/${id}`;
  const number = [...id].reduce((sum, one) => sum + one.charCodeAt(0), 0) % (shapes * tints);
  const seal = letter.querySelector(".seal");
  seal.setAttribute("class", `seal tint-${Math.floor(number / shapes)}`);
  seal.firstElementChild.setAttribute("href", `#seal-${number % shapes}`);
  return letter;
}

// Alt with the arrows from anywhere; k and j where nobody writes.
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
  const step = event.altKey && !event.ctrlKey && !event.metaKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key]
    : writes || event.altKey || event.ctrlKey || event.metaKey ? 0 : { j: 1, k: -1 }[event.key];
  if (!step) return;
  const letters = [...document.querySelectorAll(".letter a")];
  if (!letters.length) return;
  event.preventDefault();
  const here = letters.findIndex((link) => link.getAttribute("aria-current"));
  const next = letters[here < 0 ? (step > 0 ? 0 : letters.length - 1) : (here + step + letters.length) % letters.length];
  if (next !== letters[here]) next.click();
});

// Alt with R, N or Q from anywhere beside an open letter: what I hear, a signal, sitting quietly.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const form = document.querySelector("a-conversation[data-state=open] #say");
  const button = form && { KeyR: "button[name=reflection]", KeyQ: "#sitting button:not([hidden]), .panel button[name=quiet]:not([hidden])", KeyN: ".panel button[name=signal]" }[event.code];
  const pressed = button && form.querySelector(button);
  if (!pressed) return;
  event.preventDefault();
  if (event.code !== "KeyN") return pressed.click();
  pressed.closest("details").open = true;
  pressed.focus();
});

for (const name of ["moment", "met", "catchup"]) live.addEventListener(name, soon);
setInterval(() => { if (!document.hidden) soon(); }, 20_000);
