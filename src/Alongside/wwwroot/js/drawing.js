// A sheet to draw on: lines of points, drawn by hand, by pen, or with the arrow keys. What is drawn stands in a field of
// the form, so it is kept, given back and held like what is written.

const most = 20_000, apart = 5, step = 20, small = 4;
const [width, height] = [1000, 600];
const within = (value, end) => Math.max(0, Math.min(end - 1, Math.round(value)));

class Drawing extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.sheet = this.querySelector("svg");
    this.field = this.parentElement.querySelector("input[hidden]");
    this.says = this.querySelector("[role=status]");
    this.lines = this.field.value ? this.field.value.split(";").map((line) => line.split(" ").map((point) => point.split(",").map(Number))) : [];
    this.at = [width / 2, height / 2];
    // What was given back after a reload is not hidden.
    this.closest("details").open ||= this.lines.length > 0;
    this.show();

    this.sheet.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      this.sheet.setPointerCapture(event.pointerId);
      this.down = false;
      this.drawing = true;
      this.begin(this.pointOf(event));
    });
    this.sheet.addEventListener("pointermove", (event) => {
      if (this.drawing && event.isPrimary) for (const one of event.getCoalescedEvents?.() ?? [event]) this.to(this.pointOf(one));
    });
    for (const end of ["pointerup", "pointercancel"]) this.sheet.addEventListener(end, () => { this.drawing = false; });
    this.sheet.addEventListener("keydown", (event) => this.key(event));
    for (const sign of ["focus", "blur"]) this.sheet.addEventListener(sign, () => this.show());
    this.querySelector("[data-do=back]").addEventListener("click", () => this.change(this.lines.slice(0, -1)));
    this.querySelector("[data-do=anew]").addEventListener("click", () => this.change([]));
  }

  pointOf({ clientX, clientY }) {
    const box = this.sheet.getBoundingClientRect();
    return [within((clientX - box.left) / box.width * width, width), within((clientY - box.top) / box.height * height, height)];
  }

  // Space puts the pen down and lifts it, the arrows move it, Backspace takes the last line back.
  key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(move || event.key === " " || event.key === "Backspace")) return;
    event.preventDefault();
    if (event.key === " ") {
      this.down = !this.down;
      if (this.down) this.begin(this.at);
      this.say(this.down ? "down" : "up");
    } else if (event.key === "Backspace") {
      this.down = false;
      this.change(this.lines.slice(0, -1));
    } else {
      const far = event.shiftKey ? small : step;
      this.at = [within(this.at[0] + move[0] * far, width), within(this.at[1] + move[1] * far, height)];
      if (this.down) this.to(this.at, 0);
    }
    this.show();
  }

  begin(point) {
    this.change([...this.lines, [point]]);
  }

  to(point, least = apart) {
    const line = this.lines.at(-1);
    const [x, y] = line?.at(-1) ?? point;
    if (line && Math.hypot(point[0] - x, point[1] - y) > least) this.change([...this.lines.slice(0, -1), [...line, point]]);
  }

  change(lines) {
    const words = lines.map((line) => line.map((point) => point.join(",")).join(" ")).join(";");
    if (words.length > most) return this.say("full");
    this.lines = lines;
    this.field.value = words;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.show();
  }

  show() {
    this.sheet.replaceChildren(...this.lines.map((line) => this.shape("polyline", { points: (line.length === 1 ? [...line, ...line] : line).map((point) => point.join(",")).join(" ") })));
    if (this.sheet.matches(":focus-visible")) this.sheet.append(this.shape("circle", { cx: this.at[0], cy: this.at[1], r: this.down ? 6 : 11 }));
  }

  shape(name, attributes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  }

  say(what) {
    this.says.textContent = this.says.dataset[what];
  }
}

customElements.define("a-drawing", Drawing);
