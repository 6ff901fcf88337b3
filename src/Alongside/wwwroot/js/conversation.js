// A conversation on a page: shows what is in the log, each moment once and in order, and sends what is written.

import { askedBy, Beside, hasVoice, isOfTheHouse } from "/js/beside.js";
import { live } from "/js/live.js";
import { Offers } from "/js/offers.js";
import { Outbox } from "/js/outbox.js";
import { Outside } from "/js/outside.js";
import { Presence } from "/js/presence.js";
import "/js/waiting.js";

const pageSize = 500;
const minute = 60_000;

class Conversation extends HTMLElement {
  connectedCallback() {
    const find = (id) => this.querySelector("#" + id);
    this.words = Object.fromEntries(this.dataset.words.split("|").map((one) => one.split(/=(.*)/s)));
    this.address = `/api/conversations/${this.dataset.id}`;
    [this.log, this.outboxList, this.end, this.form, this.text, this.newer] = ["log", "outbox", "end", "say", "text", "newer"].map(find);
    if (!this.form) return;
    this.last = Number(this.dataset.last);
    this.seen = new Map([...this.log.querySelectorAll("[data-seq]")].map((node) => [Number(node.dataset.seq), node]));
    this.beside = new Beside(this);
    this.offers = new Offers(this);
    this.presence = new Presence(this);
    this.outbox = new Outbox(`${this.address}/moments`, (item, state, detail) => this.became(item, state, detail));
    const outside = find("outside");
    if (outside) this.outside = new Outside(outside, (kind) => this.send(kind, true), () => this.text.focus({ preventScroll: true }));
    this.nodes = new Map();
    if (this.dataset.state === "open") this.toEnd();
    this.atEnd = this.isAtEnd();

    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.name === "keep") return this.offers.keep(event.submitter);
      const asked = askedBy(event.submitter, this.form);
      if (asked) this.act(asked, event.submitter); else this.send(event.submitter?.name === "reflection" ? "reflection" : "said");
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    });
    this.text.addEventListener("input", () => this.typed());
    this.newer.addEventListener("click", (event) => {
      event.preventDefault();
      this.toEnd();
      this.text.focus({ preventScroll: true });
    });
    addEventListener("scroll", () => {
      this.atEnd = this.isAtEnd();
      if (!this.newer.hidden) this.read();
    }, { passive: true });
    // A keyboard that opens, a phone that is turned: whoever was at the end stays there.
    addEventListener("resize", () => { if (this.atEnd) this.toEnd(); });
    this.text.addEventListener("blur", () => { if (this.dataset.state === "ended") this.form.hidden = !this.text.value; });
    find("how").textContent = this.words.How;
    this.grow();

    live.addEventListener("moment", ({ detail }) => { if (detail.conversation === this.dataset.id) this.arrived([detail]); });
    live.addEventListener("presence", ({ detail }) => {
      if (detail.conversation === this.dataset.id && detail.who !== this.dataset.side) this.presence.told(detail);
    });
    live.addEventListener("ready", ({ detail }) => {
      if (this.epoch !== undefined && this.epoch !== detail.epoch) this.startOver();
      this.epoch = detail.epoch;
      this.presence.reading(!document.hidden);
    });
    live.addEventListener("catchup", () => this.catchUp());
    live.addEventListener("line", ({ detail }) => {
      this.line(detail.up);
      if (detail.up) this.outbox.hurry();
    });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.read();
      // A page that goes says so by its line; what it sent besides could come after that, as if it were back.
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.presence.reading(!document.hidden), document.hidden ? 1_000 : 0);
    });
    this.form.addEventListener("keydown", (event) => {
      const panel = event.key === "Escape" && event.target.closest(".beside details[open]");
      if (!panel) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
    this.beside.refresh();
    this.guard();
  }

  // --- what is written

  send(kind = "said", sure = false) {
    const text = this.text.value;
    if (!text.trim() || this.dataset.state === "ended") return this.text.focus();
    if (!sure && this.outside?.asks(text, kind)) return;
    this.text.value = "";
    this.grow();
    this.refuse("");
    this.presence.sent();
    this.outbox.add({ kind, text });
    this.text.focus({ preventScroll: true });
    this.toEnd();
  }

  // Whatever is in the box stays there.
  act({ body, shown }, button) {
    if (this.dataset.state === "ended" || (body.kind === "feeling" && !body.on && !body.feeling && !body.text.trim())) return;
    if (body.kind === "card" && !(body.card && body.text.trim())) return this.askFirst(body);
    this.refuse("");
    this.beside.close(button);
    this.outbox.add(body, shown);
    this.beside.refresh();
  }

  // An offer is something chosen and a question in words; whatever is missing is where one goes on.
  askFirst({ card, text }) {
    const { "card-words": words, "which-card": which } = this.form.elements;
    words.value = text;
    (card ? words : which).focus();
  }

  became(item, state, detail) {
    const words = this.words;
    if (!this.nodes.has(item) && state !== "sent" && state !== "refused") {
      const node = this.make(this.momentOf(item));
      this.nodes.set(item, node);
      this.outboxList.append(node);
      if (hasVoice(item.body.kind)) this.toEnd(); else this.toEndIfThere();
    }
    const node = this.nodes.get(item);
    const shown = node?.querySelector(".state") ?? document.createElement("p");
    switch (state) {
      case "sending":
        shown.textContent = words.Sending;
        this.status(words.Sending);
        break;
      case "late":
        shown.textContent = words.NotSentYet;
        this.status(words.NotSentYet);
        this.line(false);
        break;
      case "asking":
        shown.replaceChildren(words.SendItNow, this.button(words.SendNow, () => {
          shown.textContent = words.Sending;
          this.outbox.sendNow(item);
        }), this.button(words.PutBack, () => {
          this.outbox.take(item);
          this.putBack(item);
        }));
        this.status(words.SendItNow);
        this.toEndIfThere();
        break;
      case "sent":
        this.line(true);
        this.arrived([{ ...this.momentOf(item), seq: detail.seq, at: detail.at }]);
        break;
      case "refused":
        if (detail.status === 404) this.close();
        if (detail.status === 409) this.catchUp();
        this.putBack(item);
        this.refuse(detail.status === 404 ? "" : detail.sentence ?? words.NotTaken);
        this.beside.refresh();
        break;
    }
  }

  // What waits to be kept, as it will stand in the log.
  momentOf({ id, body, shown }) {
    return { seq: "", at: "", author: this.dataset.side, name: this.dataset.name, clientId: id, ...body, ...shown };
  }

  // The words go back where they were written, before whatever is there by now.
  putBack(item) {
    this.nodes.get(item)?.remove();
    this.nodes.delete(item);
    const { text } = item.body;
    if (text) this.text.value = this.text.value ? `${text}\n\n${this.text.value}` : text;
    this.form.hidden = false;
    this.grow();
    this.status("");
  }

  typed() {
    this.grow();
    if (this.dataset.state === "open") this.presence.writing(this.text.value !== "");
  }

  // --- what arrives

  arrived(moments) {
    const atEnd = this.isAtEnd();
    let fresh = false;
    for (const moment of moments) {
      if (this.seen.has(moment.seq)) continue;
      const mine = this.isMine(moment);
      const node = this.make(moment);
      const after = [...this.log.children].findLast((one) => Number(one.dataset.seq) < moment.seq);
      const sent = mine && moment.clientId ? this.outbox.arrived(moment.clientId) ?? [...this.nodes.keys()].find((item) => item.id === moment.clientId) : undefined;
      this.nodes.get(sent)?.remove();
      this.nodes.delete(sent);
      const place = moment.kind === "nod" && this.beside.placeOf(moment);
      if (place) place.append(node); else if (after) after.after(node); else this.log.prepend(node);
      this.seen.set(moment.seq, node);
      if (sent) {
        if (hasVoice(moment.kind)) {
          for (const old of this.log.querySelectorAll(".state")) old.textContent = "";
          node.querySelector(".state").textContent = this.words.Sent;
        }
        this.status(this.words.Sent);
      }
      if (!place) {
        this.join(node);
        this.join(node.nextElementSibling);
      }
      fresh ||= !mine && !place;
      this.follow(moment, mine);
    }
    while (this.seen.has(this.last + 1)) this.last++;
    if (this.seen.size > this.last) this.catchUp();
    this.beside.refresh();
    if (atEnd) {
      this.toEnd();
      this.read();
    } else if (fresh) {
      this.newer.hidden = false;
    }
  }

  // What a moment says about the conversation itself.
  follow(moment, mine) {
    if (hasVoice(moment.kind) && !mine) this.presence.settle();
    if (moment.seq < this.last) return;
    if (moment.kind === "joined") {
      if (!mine) {
        this.dataset.with = moment.name;
        for (const name of this.querySelectorAll("[data-with]:not(a-conversation)")) name.textContent = moment.name;
        this.presence.came();
      }
      this.dataset.state = "open";
    } else if (moment.kind === "parted" || (moment.kind === "stepback" && !moment.stepback)) {
      this.dataset.state = "waiting";
    } else if (moment.kind === "ended") {
      this.dataset.state = "ended";
      this.dataset.ended = moment.ended ?? "";
      this.text.readOnly = true;
      this.querySelector("#send")?.remove();
      this.form.hidden = !this.text.value && document.activeElement !== this.text;
    }
  }

  async catchUp() {
    if (this.catching) {
      this.catchAgain = true;
      return;
    }
    this.catching = true;
    try {
      let some;
      do {
        const from = this.last;
        const response = await fetch(`${this.address}/moments?after=${from}`, { cache: "no-store" });
        if (response.status === 404) return this.close();
        if (!response.ok) return;
        some = await response.json();
        this.arrived(some);
        if (this.last === from) break;
      } while (some.length === pageSize);
    } catch {
      // No line: the next hint asks again.
    } finally {
      this.catching = false;
      if (this.catchAgain) {
        this.catchAgain = false;
        setTimeout(() => this.catchUp(), 250);
      }
    }
  }

  // The house was restored from a backup: what we show may be more than the log now holds.
  startOver() {
    this.log.replaceChildren();
    this.seen.clear();
    this.last = 0;
    this.catchUp();
  }

  // --- the page

  make(moment) {
    const mine = this.isMine(moment);
    if (moment.kind === "nod") return this.beside.nod(moment, mine);
    const house = isOfTheHouse(moment.kind);
    const blank = document.getElementById(house ? "an-event" : `a-${moment.kind}`) ?? document.getElementById("a-said");
    const node = blank.content.firstElementChild.cloneNode(true);
    node.className = `moment ${moment.kind} ${moment.author}${mine ? " mine" : ""}`;
    Object.assign(node.dataset, { seq: moment.seq, client: moment.clientId ?? "", at: moment.at, choice: moment[moment.kind] ?? "", on: moment.on ?? "" });
    if (house) {
      node.querySelector(".event span").textContent = this.event(moment, mine).replace("{0}", `\u2068${moment.name}\u2069`);
    } else {
      this.beside.fill(node, moment, mine);
      if (moment.kind === "card") this.offers.fill(node, moment);
    }
    return node;
  }

  event({ kind, author, ended, stepback }, mine) {
    if (kind === "unreadable") return this.words.Unreadable;
    if (kind === "joined") return mine ? this.words.JoinedMine : this.words.Joined;
    if (kind === "parted") return mine ? this.words.PartedMine : this.words.Parted;
    if (kind === "stepback") return this.words[(stepback ? "Handed" : "SteppedBack") + (mine ? "Mine" : "")];
    if (kind === "going") return mine ? this.words.GoingMine : this.words.Going;
    if (ended) return mine ? this.words.EndedWithPauseMine : this.words.EndedWithPause;
    return mine ? this.words.EndedMine : author === "person" ? this.words.EndedByPerson : this.words.EndedBySpecialist;
  }

  isMine(moment) {
    return moment.author === this.dataset.side && moment.name === this.dataset.name;
  }

  // The same voice goes on under one name; how much later is said only where it matters.
  join(node) {
    if (!node) return;
    const before = node.previousElementSibling;
    const gap = before && node.dataset.at ? Date.parse(node.dataset.at) - Date.parse(before.dataset.at) : 0;
    const later = gap >= 20 * 60 * minute ? this.words["Later.Day"] : gap >= 180 * minute ? this.words["Later.Hours"] : gap >= 10 * minute ? this.words["Later.Little"] : "";
    const shown = node.querySelector(".later");
    if (shown && shown.textContent !== later) shown.textContent = later;
    const voice = (one) => one && hasVoice(one.classList[1]) ? one.querySelector(".who").textContent : undefined;
    node.classList.toggle("follows", !later && voice(node) !== undefined && voice(node) === voice(before));
  }

  isAtEnd() {
    const box = this.form.hidden || getComputedStyle(this.form).position !== "sticky" ? innerHeight : this.form.getBoundingClientRect().top;
    return this.end.getBoundingClientRect().bottom <= box + 48;
  }

  toEnd() {
    const box = this.form.hidden ? innerHeight : this.form.getBoundingClientRect().top;
    const hidden = this.end.getBoundingClientRect().bottom - box;
    if (hidden > 0) scrollBy(0, hidden);
    this.atEnd = true;
    this.newer.hidden = true;
  }

  toEndIfThere() {
    if (this.isAtEnd()) this.toEnd();
  }

  read() {
    if (document.hidden || !this.isAtEnd()) return;
    this.newer.hidden = true;
    if (this.last > (this.readTo ?? Number(this.dataset.last))) {
      this.readTo = this.last;
      this.put("read", { seq: this.last });
    }
  }

  line(up) {
    const shown = this.querySelector("#line");
    const text = up ? "" : this.outbox.isEmpty ? this.words.LineDropped : this.words.NotSentYetWhy;
    clearTimeout(this.lineLater);
    // A blink of the line is nothing to speak of.
    if (up || shown.textContent || !this.outbox.isEmpty) {
      if (shown.textContent !== text) shown.textContent = text;
    } else {
      this.lineLater = setTimeout(() => { shown.textContent = text; }, 3_000);
    }
  }

  status(text) {
    this.querySelector("#sending").textContent = text;
  }

  refuse(sentence) {
    const error = this.querySelector("#text-error");
    error.hidden = !sentence;
    error.querySelector("span").textContent = sentence;
    if (sentence) {
      this.text.setAttribute("aria-invalid", "true");
      this.status(sentence);
      error.scrollIntoView({ block: "nearest" });
    } else {
      this.text.removeAttribute("aria-invalid");
    }
  }

  // The right to be here has ended. What was typed stays, to be copied.
  close() {
    this.outbox.stop();
    this.text.readOnly = true;
    this.querySelector("#send")?.remove();
    this.querySelector("#closed").hidden = false;
    for (const item of this.outbox.items) this.putBack(item);
  }

  button(text, act) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet", textContent: text });
    button.addEventListener("click", act);
    return button;
  }

  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
  }

  put(what, body) {
    fetch(`${this.address}/${what}`, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true })
      .catch(() => { /* Only a hint to the other side; the next one says it again. */ });
  }

  // Nothing typed is lost by a slip. A person's words are held nowhere but on the page itself, so the browser asks before
  // it goes; a specialist goes from letter to letter, so this tab holds what they began, and forgets it on leaving.
  guard() {
    let left = false;
    document.addEventListener("leaving", () => {
      left = true;
      this.outbox.stop();
    });
    addEventListener("beforeunload", (event) => { if (!left && !this.outbox.isEmpty) event.preventDefault(); });
    if (this.dataset.side !== "specialist") return;
    const key = "letter:" + this.dataset.id;
    const begun = sessionStorage.getItem(key);
    if (begun && !this.text.value) this.text.value = begun;
    sessionStorage.removeItem(key);
    this.grow();
    addEventListener("pagehide", () => { if (!left && this.text.value) sessionStorage.setItem(key, this.text.value); });
  }
}

customElements.define("a-conversation", Conversation);
