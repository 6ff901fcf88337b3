// A specialist's desk: the column of letters keeps itself true; keys go from letter to letter.

import { live } from "/js/live.js";
import "/js/conversation.js";

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
  await Promise.all([letters(), duty()]);
}

// Also when the house took us off duty, because our line was lost for too long.
async function duty() {
  const response = await fetch("/api/duty", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return;
  const { state, seats, waiting } = await response.json();
  document.getElementById("duty").dataset.state = state;
  put(document.querySelector("#duty-state span"), state === "on" ? words.DutyOn.replace("{0}", seats) : state === "away" ? words.DutyAway : words.DutyOff);
  put(document.getElementById("people-waiting"), waiting === 0 ? words.Waiting0 : waiting === 1 ? words.Waiting1 : words.WaitingMany.replace("{0}", waiting));
}

async function letters() {
  const response = await fetch("/api/conversations", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return;
  const mine = (await response.json()).filter((one) => one.side === "specialist");
  const known = new Set(mine.map((one) => one.conversation));
  for (const letter of document.querySelectorAll(".letter")) {
    if (!known.has(letter.dataset.conversation)) letter.remove();
  }
  for (const gone of [...unread.keys()].filter((id) => !known.has(id))) unread.delete(gone);
  const news = [];
  for (const one of mine) {
    const ended = one.state === "ended";
    const letter = find(one.conversation) ?? make(one);
    const column = ended ? columns.ended : columns.open;
    if (letter.parentElement !== column) column.append(letter);
    const count = one.conversation === chosen && !document.hidden ? 0 : one.unread;
    put(letter.querySelector(".name"), one.with ?? "");
    put(letter.querySelector(".what"), ended ? words.StateEnded : words.StateOpen);
    put(letter.querySelector(".new"), count <= 0 ? "" : count === 1 ? words.New1 : words.NewMany.replace("{0}", count));
    if (count > (unread.get(one.conversation) ?? 0)) news.push(one.with ?? "");
    unread.set(one.conversation, count);
  }
  const all = [...unread.values()].reduce((sum, count) => sum + count, 0);
  put(document.getElementById("all-new"), all <= 0 ? "" : all === 1 ? words.New1 : words.NewMany.replace("{0}", all));
  document.getElementById("no-letters").hidden = columns.open.childElementCount > 0;
  document.getElementById("ended-heading").hidden = columns.ended.childElementCount === 0;
  if (news.length) document.getElementById("letter-news").textContent = news.map((name) => words.NewsFrom.replace("{0}", `\u2068${name}\u2069`)).join(". ");
}

const find = (id) => [...document.querySelectorAll(".letter")].find((one) => one.dataset.conversation === id);
const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

function make(one) {
  const letter = document.getElementById("a-letter").content.firstElementChild.cloneNode(true);
  letter.dataset.conversation = one.conversation;
  letter.querySelector("a").href = `/desk/${one.conversation}`;
  const number = [...one.conversation].reduce((sum, letter_) => sum + letter_.charCodeAt(0), 0) % (shapes * tints);
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

for (const name of ["moment", "met", "catchup"]) live.addEventListener(name, soon);
setInterval(() => { if (!document.hidden) soon(); }, 20_000);
