// What a specialist asks to show. It is fetched when somebody opens it, and not before; keeping it is theirs alone.

export class Offers {
  /** @param page the conversation: its element, its words, and how it says that something was not taken */
  constructor(page) {
    this.page = page;
    // A toggle does not rise, so it is caught on its way down.
    page.addEventListener("toggle", ({ target }) => {
      if (target.matches?.(".offered[open]") && !target.querySelector(".name").textContent) this.#show(target);
    }, true);
  }

  /** Fills a blank from the page. */
  fill(node, { seq, card }) {
    const offered = node.querySelector(".offered");
    offered.dataset.offer = card;
    for (const button of offered.querySelectorAll("button[name=keep]")) button.value = seq;
  }

  async #show(offered) {
    const response = await fetch(`/api/library/${encodeURIComponent(offered.dataset.offer)}`).catch(() => undefined);
    const find = (which) => offered.querySelector(which);
    if (response?.status === 404) find(".gone").hidden = false;
    if (!response?.ok) return;
    const { title, words, teller, notes, kind } = await response.json();
    find(".name").textContent = title;
    find(".told").textContent = words;
    for (const [which, text] of [[".told-by", teller], [".notes", notes]]) find(which).textContent = text ? find(which).dataset.words.replace("{0}", text) : "";
    const keeping = find(".keeping");
    if (keeping) keeping.hidden = kind !== "card";
  }

  /** Into the person's own plan. What is in the box stays where it is. */
  async keep(button) {
    button.disabled = true;
    // The page answers with the way back to it: that is a yes, and there is no need to go.
    const response = await fetch(this.page.form.action, { method: "POST", body: new URLSearchParams({ keep: button.value }), redirect: "manual" }).catch(() => undefined);
    button.disabled = false;
    if (response?.type !== "opaqueredirect") return this.page.refuse(this.page.words.NotTaken);
    const [ask, kept] = button.closest(".keeping").children;
    ask.hidden = true;
    kept.hidden = false;
  }
}
