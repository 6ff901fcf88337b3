// Who is there, and whether they read or write: said to the other side while it is so, and kept nowhere.

const writingEvery = 4_000, writingFades = 8_000, goneAfter = 5_000;

export class Presence {
  #said = 0;

  /** @param page the conversation: its element, its words, its box, and how it tells the house */
  constructor(page) {
    this.page = page;
    this.shown = page.querySelector("#presence");
  }

  /** Something is in the box now, or nothing any more. */
  writing(something) {
    this.#hint();
    const now = Date.now();
    if (something ? now - this.#said < writingEvery : !this.#said) return;
    this.#said = something ? now : 0;
    this.page.put("presence", { writing: something, reading: this.page.dataset.side === "specialist" });
  }

  sent() {
    this.#said = 0;
  }

  /** That a specialist has the words before them; of a person nobody is told what they look at. */
  reading(reading) {
    const { side, state } = this.page.dataset;
    if (side === "specialist" && state === "open") this.page.put("presence", { writing: false, reading });
  }

  /** What the other side's page said of them. */
  told({ here, writing, reading }) {
    const { words } = this.page;
    clearTimeout(this.fading);
    this.#othersWrite(here && writing);
    this.wasReading ||= reading;
    if (here && (writing || reading || !this.wasReading)) {
      clearTimeout(this.leaving);
      this.leaving = undefined;
      this.#show(true, writing ? words.Writing : reading ? words.Reading : words.Here);
      if (writing) this.fading = setTimeout(() => this.settle(), writingFades);
    } else {
      // A line that drops for a moment is nobody's leaving, and a glance aside is nobody's being called away.
      this.away = here ? words.CalledAway : words.NotHere;
      this.leaving ??= setTimeout(() => {
        this.leaving = undefined;
        this.#show(false, this.away);
      }, goneAfter);
    }
  }

  /** Somebody else has the seat. */
  came() {
    this.wasReading = false;
    this.told({ here: true, writing: false, reading: false });
  }

  /** What they wrote is here. */
  settle() {
    clearTimeout(this.fading);
    this.#othersWrite(false);
    const { words } = this.page;
    if (this.shown.dataset.here === "yes") this.#show(true, this.wasReading ? words.Reading : words.Here);
  }

  #othersWrite(writing) {
    this.othersWriting = writing;
    this.#hint();
  }

  // For a specialist who begins to answer while the other one is still writing.
  #hint() {
    const { dataset, words } = this.page;
    const text = dataset.side === "specialist" && this.othersWriting && this.page.text.value ? words.StillWriting.replace("{0}", `\u2068${dataset.with}\u2069`) : "";
    const shown = this.page.querySelector("#still-writing");
    if (shown.textContent !== text) shown.textContent = text;
  }

  #show(here, text) {
    this.shown.dataset.here = here ? "yes" : "no";
    const word = this.shown.querySelector("span");
    if (word.textContent !== text) word.textContent = text;
  }
}
