// Study without a line. What is asked comes from a pack fetched beforehand; answers wait on this device, ids and numbers
// only, until the house has them. However often one is sent, it is one answer.

const words = JSON.parse(document.getElementById("offline").dataset.words);
const part = (id) => document.getElementById(id);
const say = (text) => { part("state").textContent = text; };
const fill = (text, number) => text.replace("{0}", number);

let pack = null;   // { items, offset, four }
let queue = [];    // what is not known to be kept
let asked = null;
let sending = false;

// --- on this device -------------------------------------------------------------------------------------------------

let opened;
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asking = indexedDB.open("study", 1);
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore("pack");
      asking.result.createObjectStore("queue", { keyPath: "id" });
    };
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
  return opened;
}

/** Runs in one transaction: an answer and what is asked next are kept together or not at all. */
async function keep(change) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const unit = database.transaction(["pack", "queue"], "readwrite", { durability: "strict" });
    const given = change(unit.objectStore("pack"), unit.objectStore("queue"));
    unit.oncomplete = () => resolve(given?.result);
    unit.onerror = unit.onabort = () => reject(unit.error);
  });
}

async function read() {
  pack = (await keep((packs) => packs.get("pack"))) ?? null;
  queue = ((await keep((_, answers) => answers.getAll())) ?? []).sort((a, b) => a.turn - b.turn);
}

// --- asking ---------------------------------------------------------------------------------------------------------

const card = part("card");
const blank = (id) => part(id).content.firstElementChild.cloneNode(true);

function draw() {
  asked = pack?.items[0] ?? null;
  card.hidden = !asked;
  part("ready").hidden = Boolean(pack);
  part("renew").hidden = part("remove").hidden = !pack;
  part("undo").hidden = queue.length === 0;
  part("left").textContent = pack ? fill(pack.items.length === 1 ? words.Left1 : words.LeftMany, pack.items.length) : "";
  part("unsent").textContent = queue.length === 0 ? words.AllSent : fill(queue.length === 1 ? words.Unsent1 : words.UnsentMany, queue.length);
  if (!asked) return;
  part("field").textContent = asked.field;
  part("scene").textContent = asked.scene ?? "";
  part("scene").hidden = !asked.scene;
  part("question").textContent = asked.question;
  part("back").hidden = true;
  part("answers").hidden = true;
  part("outcome").textContent = "";
  part("show").hidden = asked.kind !== "card";
  part("choices").replaceChildren(...asked.options.map((option) => {
    const line = blank("a-choice");
    const button = line.querySelector("button");
    button.textContent = option.text;
    button.addEventListener("click", () => show(option));
    return line;
  }));
}

function show(chosen) {
  const right = asked.kind === "card" || chosen.right;
  asked.chosen = chosen?.place ?? null;
  part("show").hidden = true;
  part("back").textContent = asked.back ?? "";
  part("back").hidden = !asked.back;
  if (chosen) part("outcome").textContent = right ? words.WasBest : words.WasAnother;
  part("choices").replaceChildren(...asked.options.map((option) => {
    const line = blank("a-reason");
    line.classList.toggle("right", option.right);
    line.querySelector(".verdict").textContent = [option.right ? words.Best : "", option === chosen ? words.YouChose : ""].filter(Boolean).join(" · ");
    line.querySelector(".said").textContent = option.text;
    line.querySelector(".reason").textContent = option.reason;
    return line;
  }));
  for (const button of part("answers").querySelectorAll("button")) {
    button.hidden = !pack.four && ["hard", "easy"].includes(button.value);
    button.classList.toggle("soft", button.value !== (right ? "good" : "again"));
  }
  part("answers").hidden = false;
  part("answers").querySelector("button:not(.soft)").focus({ preventScroll: true });
}

async function answer(given) {
  const { chosen, ...item } = asked;
  const entry = { id: crypto.randomUUID(), item: item.id, at: Date.now() + pack.offset, answer: given, chosen: chosen ?? null, version: item.version, turn: Date.now(), card: item };
  asked = null;
  const rest = pack.items.slice(1);
  // Asked again in this sitting, but not at once.
  const next = { ...pack, items: given === "again" ? [...rest.slice(0, 8), item, ...rest.slice(8)] : rest };
  await keep((packs, answers) => { answers.put(entry); packs.put(next, "pack"); });
  pack = next;
  queue.push(entry);
  draw();
  part("question").focus();
  send();
}

async function takeBack() {
  const last = queue.at(-1);
  if (!last || sending) return;
  const next = { ...pack, items: [last.card, ...pack.items.filter((one) => one.id !== last.item)] };
  await keep((packs, answers) => { answers.delete(last.id); packs.put(next, "pack"); });
  pack = next;
  queue.pop();
  draw();
}

// --- with the house -------------------------------------------------------------------------------------------------

async function send() {
  if (sending || queue.length === 0) return;
  sending = true;
  const some = queue.slice(0, 200);
  try {
    const response = await fetch("/api/study/reviews", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ reviews: some.map(({ turn, card: _, ...entry }) => entry) }),
    });
    if (response.ok) {
      const { done } = await response.json();
      await keep((_, answers) => { for (const id of done) answers.delete(id); });
      queue = queue.filter((one) => !done.includes(one.id));
      say(words.Online);
    } else {
      say(response.status === 404 ? words.NotKnown : words.Later);
    }
  } catch {
    say(words.Offline);
  }
  sending = false;
  draw();
}

async function fetchPack() {
  say(words.Fetching);
  await send();
  try {
    const response = await fetch("/api/study/pack");
    if (response.status === 404) return say(words.NotKnown);
    if (!response.ok) return say(words.Later);
    const fresh = await response.json();
    await keepPage();
    const next = { items: fresh.items, four: fresh.fourButtons, offset: fresh.now - Date.now() };
    await keep((packs) => { packs.put(next, "pack"); });
    pack = next;
    say(words.Ready);
    draw();
  } catch {
    say(words.Offline);
  }
}

// The policy of this page lets one address be run beside it, and no other.
const onlyWorker = { createScriptURL: (address) => { if (address !== "/study/worker.js") throw new TypeError(address); return address; } };
const trusted = window.trustedTypes?.createPolicy("study-worker", onlyWorker) ?? onlyWorker;

async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(trusted.createScriptURL("/study/worker.js"), { scope: "/study/" });
  await navigator.serviceWorker.ready;
  const cache = await caches.open("study");
  const files = [...document.querySelectorAll("script[src], link[rel=manifest]")].map((one) => one.src || one.href);
  await cache.addAll(["/study/offline", ...files]);
}

async function remove() {
  await Promise.all((await navigator.serviceWorker?.getRegistrations() ?? []).filter((one) => one.scope.endsWith("/study/")).map((one) => one.unregister()));
  await caches.delete("study");
  await keep((packs, answers) => { packs.clear(); answers.clear(); });
  pack = null;
  queue = [];
  say(words.Removed);
  draw();
}

part("ready").addEventListener("click", fetchPack);
part("renew").addEventListener("click", fetchPack);
part("remove").addEventListener("click", remove);
part("undo").addEventListener("click", takeBack);
part("show").addEventListener("click", () => show(null));
for (const button of part("answers").querySelectorAll("button")) button.addEventListener("click", () => asked && answer(button.value));
addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") send(); });
document.addEventListener("leaving", async () => { (await opened)?.close(); });

try {
  await read();
  part("without-script").hidden = true;
  part("tools").hidden = false;
  draw();
  await send();
  if (!pack) say(words.NotReady);
} catch {
  say(words.NoRoom);
}
