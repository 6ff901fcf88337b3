// Before a specialist sends a way to be reached outside, they are asked once. Looked at on this device only, when they press Send;
// kept nowhere and told to nobody. What counts as such a way is written in Conversations/Care/Outside.cs.

/** Each way that words hold: a number by its digits, a link by its host, all else as it is, in small letters. */
export function waysIn(words, pattern) {
  return [...words.matchAll(new RegExp(pattern, "gi"))].map(([way]) => {
    const plain = way.replace(/^[ \n\t(]+|[ \n\t(]+$/g, "").toLowerCase();
    if (/^[0-9 ().+-]+$/.test(plain)) return plain.replace(/[^0-9]/g, "").replace(/^1(?=[0-9]{10}$)/, "");
    if (plain.includes("@")) return plain.replace(/\.+$/, "");
    return plain.replace(/^(?:https?:\/\/)?(?:www\.)?/, "").split(/[/?#:]/)[0].replace(/[.,)]+$/, "");
  });
}

export class Outside {
  #ask;
  #own;

  /** @param place the element of the question; @param send sends what is in the box, of a kind; @param back goes back to it */
  constructor(place, send, back) {
    this.pattern = place.dataset.pattern;
    this.#own = new Set(JSON.parse(place.dataset.own));
    this.#ask = place.firstElementChild;
    const [sure, unsure] = place.querySelectorAll("button");
    sure.addEventListener("click", (event) => {
      event.preventDefault();
      this.close();
      send(sure.value);
    });
    unsure.addEventListener("click", (event) => {
      event.preventDefault();
      this.close();
      back();
    });
  }

  /** True: it was asked, and nothing is sent yet. */
  asks(words, kind) {
    if (!waysIn(words, this.pattern).some((way) => !this.#own.has(way))) {
      this.close();
      return false;
    }
    this.#ask.querySelector("button").value = kind;
    this.#ask.hidden = false;
    return true;
  }

  close() {
    this.#ask.hidden = true;
  }
}
