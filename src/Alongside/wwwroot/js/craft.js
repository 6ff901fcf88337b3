// What helps a specialist while they write: it puts the person's own words, or their own prepared piece, into the box, and nothing
// else. Everything it puts there stands on the page already, marked data-into-box.

import "/js/conversation.js";

const turns = 20, least = 40, most = 4, longest = 140;

/** The same as Balance.cs. @param said turns, each { mine, theirs, text } */
export function balanceOf(said) {
  let mine = 0, theirs = 0;
  for (const turn of said.slice(-turns)) {
    const many = turn.text.split(/\s+/).filter(Boolean).length;
    if (turn.mine) mine += many; else if (turn.theirs) theirs += many;
  }
  const all = mine + theirs;
  return all < least ? "early" : mine * 5 > all * 3 ? "mine" : theirs * 5 > all * 3 ? "theirs" : "even";
}

/** The same as Quotes.cs. @param said what the person said, each { seq, text } */
export function quotesOf(said) {
  const quotes = [];
  for (const { seq, text } of [...said].reverse()) {
    if (quotes.length >= most) break;
    quotes.push(...sentences(text).map((words, nth) => ({ name: `${seq}.${nth}`, words })).reverse());
  }
  return quotes.slice(0, most).reverse();
}

function sentences(text) {
  const found = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const last = i + 1 === text.length;
    if (!last && text[i] !== "\n" && !(".!?…".includes(text[i]) && /\s/.test(text[i + 1]))) continue;
    const sentence = shortened(text.slice(from, i + 1).trim());
    from = i + 1;
    if (/[\p{L}\p{Nd}]/u.test(sentence)) found.push(sentence);
  }
  return found;
}

function shortened(sentence) {
  if (sentence.length <= longest) return sentence;
  const end = sentence.lastIndexOf(" ", longest);
  return end > 0 ? sentence.slice(0, end) + "…" : "";
}

class Craft {
  constructor(page, panel) {
    Object.assign(this, { page, panel, text: page.querySelector("#text"), log: page.querySelector("#log"), back: page.querySelector("#give-back"), sharing: false });
    panel.addEventListener("toggle", () => {
      if (!panel.open) return;
      this.refresh();
      // The box no longer stays at the bottom of the screen while this is open: whoever had scrolled up comes along.
      panel.querySelector("summary").scrollIntoView({ block: "nearest" });
    });
    // A button of these fills the box; none of them sends.
    panel.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      const words = button.closest("li").querySelector("[data-into-box]").textContent;
      if (button.name === "quote") this.put((box) => `${box && box + " "}“${words}” `);
      if (button.name === "piece") {
        this.put((box) => `${box && box + "\n\n"}${words}`);
        this.sharing = true;
      }
    });
    new MutationObserver((changes) => this.grew(changes.flatMap((change) => [...change.addedNodes]))).observe(this.log, { childList: true });
  }

  put(filled) {
    this.text.value = filled(this.text.value.trimEnd());
    this.page.grow();
    this.panel.open = false;
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(this.text.value.length, this.text.value.length);
    this.text.scrollTop = this.text.scrollHeight;
  }

  // Once a piece is said, the floor is to go back; whatever is said after it has taken it.
  grew(nodes) {
    for (const node of nodes) {
      if (!node.matches?.(".said, .reflection, .answer")) continue;
      const shared = this.sharing && node.matches(".said.mine");
      this.back.classList.toggle("shown", shared);
      if (shared) {
        this.sharing = false;
        this.back.textContent = this.back.textContent.trim();
      }
    }
    if (nodes.length && this.panel.open) this.refresh();
  }

  refresh() {
    const said = [...this.log.querySelectorAll(".moment:is(.said, .reflection, .answer)")].map((node) => ({
      seq: node.dataset.seq, mine: node.classList.contains("mine"), theirs: node.classList.contains("person"), kind: node.classList[1],
      text: node.querySelector(".words")?.textContent ?? "",
    }));
    const now = balanceOf(said);
    for (const line of this.panel.querySelectorAll("[data-of]")) line.hidden = line.dataset.of !== now;

    const part = this.panel.querySelector("#their-words"), list = part.querySelector("ul");
    const quotes = quotesOf(said.filter((one) => one.theirs && one.kind !== "reflection"));
    part.querySelector(".none").hidden = quotes.length > 0;
    part.querySelector(".some").hidden = quotes.length === 0;
    // Whoever is about to press one keeps it under their finger.
    if (list.contains(document.activeElement) || quotes.map((quote) => quote.name).join() === [...list.querySelectorAll("button")].map((button) => button.value).join()) return;
    list.replaceChildren(...quotes.map(({ name, words }) => {
      const line = part.querySelector("template").content.firstElementChild.cloneNode(true);
      line.querySelector("button").value = name;
      line.querySelector("[data-into-box]").textContent = words;
      return line;
    }));
  }
}

const page = document.querySelector("a-conversation[data-side=specialist]");
const panel = page?.querySelector("#craft");
if (panel) new Craft(page, panel);
