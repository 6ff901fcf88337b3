// What was written and is not yet known to be kept. One at a time, in order, each with the id it got when it was
// written: however often it is tried, it is one moment. Nothing here outlives the page.

const askAfter = 10 * 60_000;
const waits = [1_000, 2_000, 4_000, 8_000, 15_000];

/** crypto.randomUUID is kept from pages without https, such as a house on one's own network. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Outbox {
  #items = [];
  #busy = false;
  #timer;
  #stopped = false;

  /**
   * @param address where moments are posted
   * @param tell called with (item, state, detail): "sending", "late", "asking", "sent" with the receipt, "refused" with the status and a sentence
   */
  constructor(address, tell) {
    this.address = address;
    this.tell = tell;
  }

  get isEmpty() { return this.#items.length === 0; }
  get items() { return [...this.#items]; }

  /**
   * @param body the moment as it is sent: its kind, its words, and what the kind carries
   * @param shown what is known of it here, besides, until it is kept
   */
  add(body, shown = {}) {
    const item = { id: newId(), body, shown, since: Date.now(), tries: 0, asking: false };
    this.#items.push(item);
    this.#next();
    return item;
  }

  /** Seen in the log: it is kept, whatever became of the answer. */
  arrived(id) {
    const item = this.#items.find((one) => one.id === id);
    if (item) this.take(item);
    return item;
  }

  take(item) {
    this.#items = this.#items.filter((one) => one !== item);
    this.#next();
  }

  sendNow(item) {
    Object.assign(item, { since: Date.now(), tries: 0, asking: false });
    this.hurry();
  }

  /** The line is back: no need to wait for the next try. */
  hurry() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #next() {
    const item = this.#items[0];
    if (!item || this.#busy || this.#stopped || this.#timer !== undefined || item.asking) return;
    if (Date.now() - item.since > askAfter) {
      item.asking = true;
      this.tell(item, "asking");
      return;
    }

    this.#busy = true;
    if (item.tries === 0) this.tell(item, "sending");
    const answer = await this.#post(item);
    this.#busy = false;
    if (!this.#items.includes(item)) return this.#next();
    if (answer.status === 200) {
      this.take(item);
      this.tell(item, "sent", answer.body);
    } else if ([400, 404, 409, 413, 422].includes(answer.status)) {
      this.take(item);
      this.tell(item, "refused", { status: answer.status, sentence: answer.body?.title });
    } else {
      this.tell(item, "late");
      const wait = Math.max(answer.wait, waits[Math.min(item.tries++, waits.length - 1)] * (0.7 + 0.6 * Math.random()));
      if (!this.#stopped) this.#timer = setTimeout(() => this.hurry(), wait);
    }
  }

  async #post(item) {
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ clientId: item.id, ...item.body }),
        signal: AbortSignal.timeout?.(15_000),
      });
      return { status: response.status, wait: 1000 * (Number(response.headers.get("Retry-After")) || 0), body: await response.json().catch(() => null) };
    } catch {
      // No answer: it may have been kept. The same id finds out.
      return { status: 0, wait: 0 };
    }
  }
}
