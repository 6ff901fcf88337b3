// A person's own list of what steadies them. It is on the page alone; on the device only if they asked for that here, and
// nowhere else, ever.

const key = "own-list";

class OwnList extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("textarea");
    const keep = this.querySelector("[data-keep]");
    const forget = this.querySelector("[data-forget]");
    const status = this.querySelector("[role=status]");
    const kept = this.read();
    if (kept === undefined) return;
    this.querySelector("[data-keeping]").hidden = false;
    const show = (isKept) => {
      keep.hidden = isKept;
      forget.hidden = !isKept;
    };
    if (kept !== null && !text.value) text.value = kept;
    show(kept !== null);
    keep.addEventListener("click", () => {
      localStorage.setItem(key, text.value);
      show(true);
      status.textContent = this.dataset.kept;
      forget.focus();
    });
    forget.addEventListener("click", () => {
      localStorage.removeItem(key);
      show(false);
      status.textContent = this.dataset.gone;
      keep.focus();
    });
    text.addEventListener("input", () => { if (keep.hidden) localStorage.setItem(key, text.value); });
  }

  // Undefined where a device keeps nothing for anybody.
  read() {
    try {
      return localStorage.getItem(key);
    } catch {
      return undefined;
    }
  }
}

customElements.define("a-own-list", OwnList);
