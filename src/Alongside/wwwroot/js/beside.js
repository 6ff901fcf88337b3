// What stands beside the words: signals, nods, reflections and their answers, feelings, wants, shared quiet. Each is a
// moment of the log like any other; this module draws it, says how things stand, and reads what a pressed button asks for.

import { choiceOf, standingOf } from "/js/standing.js";

const house = ["joined", "parted", "stepback", "ended", "going", "unreadable"];
const voices = ["said", "reflection", "answer", "feeling", "card", "handover", "consent"];
const nodsReach = 3;

export const isOfTheHouse = (kind) => house.includes(kind);
export const hasVoice = (kind) => voices.includes(kind);
const isolated = (name) => `\u2068${name ?? ""}\u2069`;

/** What a pressed button asks for: what is sent, and what is shown until it is kept. Undefined for Send. */
export function askedBy(button, form) {
  const { name, value } = button ?? {};
  switch (name) {
    case "signal": return { body: { kind: "signal", signal: value }, shown: { text: button.textContent.trim() } };
    case "want": case "quiet": return { body: { kind: name, [name]: value } };
    case "card": return { body: { kind: "card", card: form.elements["which-card"].value, text: taken(form.elements["card-words"]) } };
    case "handover": return { body: { kind: name, handover: value, text: taken(form.elements["handover-words"]) }, shown: { handover: button.dataset.name } };
    case "consent": {
      const [on, consent] = value.split(".");
      return { body: { kind: name, on: Number(on), consent } };
    }
    case "going": return { body: { kind: "going" } };
    case "nod": return { body: { kind: "nod", on: Number(value) } };
    case "mirror": return { body: { kind: "feeling", on: Number(value) } };
    case "feeling": return { body: value === "own" ? { kind: "feeling", text: taken(form.elements["own-feeling"]) } : { kind: "feeling", feeling: value } };
    case "answer": {
      const [on, answer] = value.split(".");
      return { body: { kind: "answer", on: Number(on), answer, text: taken(form.elements[`how-${on}`]) } };
    }
  }
}

function taken(field) {
  const text = field?.value ?? "";
  if (field) field.value = "";
  return text;
}

export class Beside {
  /** @param page the conversation: its element, its words, and what it has seen */
  constructor(page) {
    this.page = page;
    this.words = page.words;
    // What opens above the box lies wholly below the strip.
    for (const panel of page.querySelectorAll(".beside > details")) {
      panel.addEventListener("toggle", () => {
        const hidden = document.querySelector(".strip").getBoundingClientRect().bottom - panel.querySelector(".panel").getBoundingClientRect().top;
        if (panel.open && hidden > 0) scrollBy(0, -hidden - 8);
      });
    }
  }

  // --- one moment

  /** Fills a blank from the page with a moment that is nobody's coming or going. */
  fill(node, moment, mine) {
    const { seq, kind } = moment;
    if (seq) node.id = `m${seq}`;
    node.querySelector(".who bdi").textContent = mine ? this.words.You : moment.name;
    const label = node.querySelector(".label"), text = this.label(moment, mine);
    if (text) label.replaceChildren(...this.mark(moment), span(text)); else label.remove();
    const words = node.querySelector(".words");
    if (kind !== "signal" && moment.text) words.textContent = moment.text; else words.remove();
    for (const button of node.querySelectorAll("button:is([name=answer], [name=consent])")) button.value = `${seq}.${button.dataset.answer ?? button.dataset.consent}`;
    if (kind === "handover") put(node.querySelector(".asks p"), this.words.HandoverWhat.replace("{0}", isolated(moment.handover)));
    for (const button of node.querySelectorAll("button:is([name=nod], [name=mirror])")) button.value = seq;
    for (const field of node.querySelectorAll("textarea")) field.name = `how-${seq}`;
    if (moment.author === this.page.dataset.side || !hasVoice(kind) || kind === "reflection" || kind === "handover") for (const button of node.querySelectorAll(".nod-do, .mirror-do")) button.remove();
  }

  /** A nod stands at what it is for. */
  nod(moment, mine) {
    const node = document.createElement("span");
    node.className = `moment nod ${moment.author}${mine ? " mine" : ""}`;
    Object.assign(node.dataset, { seq: moment.seq, client: moment.clientId ?? "", at: moment.at, on: moment.on });
    const label = span(mine ? this.words.NodMine : this.words.Nod.replace("{0}", isolated(moment.name)));
    label.className = "label";
    node.append(...this.mark(moment), label);
    return node;
  }

  /** Where a nod belongs; undefined while that is not on the page. */
  placeOf = (moment) => this.page.seen.get(moment.on)?.querySelector(".nods");

  mark(moment) {
    const marks = this.page.querySelector("#marks").content;
    const find = (name) => name && marks.querySelector(`[data-mark="${CSS.escape(name)}"] svg`);
    const found = find(choiceOf(moment)) ?? find(moment.kind);
    return found ? [found.cloneNode(true)] : [];
  }

  label(moment, mine) {
    const { words } = this;
    switch (moment.kind) {
      case "signal": return moment.text;
      case "reflection": return words.WhatIHear;
      case "answer": return words["Answer." + moment.answer];
      case "handover": return (mine ? words.HandoverMine : words.HandoverTheirs).replace("{0}", isolated(moment.handover));
      case "consent": return words["Consent." + moment.consent];
      case "want": return words.WantNow.replace("{0}", words["Want." + moment.want]);
      case "quiet": return moment.quiet === "offer" ? words.QuietOffer : words.QuietJoin;
      case "feeling": return moment.on ? words.FeelingHeard.replace("{0}", this.feeling(moment.feeling) ?? this.named(moment.on))
        : moment.feeling ? words.FeelingNamed.replace("{0}", this.feeling(moment.feeling)) : words.FeelingOwn;
    }
  }

  feeling(word) {
    return word ? this.page.querySelector(`button[name=feeling][value="${CSS.escape(word)}"]`)?.textContent.trim() ?? word : undefined;
  }

  named(seq) {
    const node = this.page.seen.get(seq);
    return this.feeling(node?.dataset.choice) ?? isolated(node?.querySelector(".words")?.textContent);
  }

  // --- how it stands

  refresh() {
    const { page, words } = this;
    const mySide = page.dataset.side;
    const seen = [...page.seen].sort(([one], [other]) => one - other);
    const now = standingOf(seen.map(([seq, node]) => read(seq, node)));
    for (const [seq, node] of seen) {
      if (node.classList.contains("signal")) node.classList.toggle("lit", seq === now.personSignal || seq === now.specialistSignal);
    }

    const waits = (kind, seq) => page.outbox.items.some(({ body }) => body.kind === kind && body.on === seq);
    for (const { seq, answer, stands } of now.reflections) {
      const node = page.seen.get(seq);
      for (const one of ["unanswered", "corrected"]) node.classList.toggle(one, stands === one);
      put(node.querySelector(".became"), answer ? words["Answer." + answer] : node.classList.contains("mine") ? words.Unanswered : "");
      const asks = node.querySelector(".asks");
      if (asks) asks.hidden = answer !== null || now.state === "ended" || waits("answer", seq);
    }

    for (const node of page.log.querySelectorAll(".handover")) node.querySelector(".asks").hidden = Number(node.dataset.seq) !== now.handover || waits("consent", now.handover);

    const theirs = seen.map(([, node]) => node).filter((node) => hasVoice(node.classList[1]) && node.classList[2] !== mySide);
    theirs.forEach((node, index) => {
      const button = node.querySelector(".nod-do");
      if (button) button.hidden = now.state !== "open" || index < theirs.length - nodsReach || !!node.querySelector(`.nod.${mySide}`) || waits("nod", Number(node.dataset.seq));
    });

    show("#wanted", now.want, "strong", words["Want." + now.want]);
    const open = now.reflections.filter(({ stands }) => stands), last = open.at(-1);
    show("#open-reflections", last, "a", last?.stands === "corrected" ? words.Corrected : open.length === 1 ? words.OpenReflection : words.OpenReflections.replace("{0}", open.length));
    if (last) page.querySelector("#open-reflections a")?.setAttribute("href", `#m${last.seq}`);
    show("#sitting", now.quiet, "span", now.quiet === "both" ? words.QuietShared : now.quiet === mySide ? words.QuietOfferedMine : words.QuietOffered.replace("{0}", isolated(page.dataset.with)));
    page.querySelector("#sitting button").hidden = !now.quiet || now.quiet === "both" || now.quiet === mySide;
    page.toggleAttribute("data-quiet", now.quiet === "both");
    for (const button of page.querySelectorAll(".panel button[name=quiet]")) button.hidden = now.quiet !== null;
    for (const button of page.querySelectorAll("button[name=want]")) button.setAttribute("aria-pressed", button.value === now.want);

    function show(which, is, where, text) {
      const line = page.querySelector(which);
      if (!line) return;
      line.hidden = !is;
      put(line.querySelector(where), is ? text : "");
    }
  }

  /** After a button was pressed: nothing hangs open, and the focus stays where somebody would look for it. */
  close(button) {
    const panel = button.closest("details");
    for (const open of this.page.querySelectorAll(".beside details[open]")) open.open = false;
    if (panel?.classList.contains("ending")) panel.open = false;
    if (panel?.closest(".beside, .ending")) panel.querySelector("summary").focus({ preventScroll: true });
    else focusOn(button.closest(".moment, #stands"));
  }
}

function focusOn(node) {
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

const read = (seq, { classList: [, kind, author], dataset: { choice, on } }) => ({ seq, kind, author, on: Number(on) || undefined, ...(choice ? { [kind]: choice } : {}) });

function span(text) {
  const node = document.createElement("span");
  node.textContent = text;
  return node;
}

const put = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
