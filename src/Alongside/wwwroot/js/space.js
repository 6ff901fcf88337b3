// Keeps what is being written while the tab is open: a reload or a wrong tap loses nothing. It lies in this tab's own
// memory, is forgotten when it was kept or the page is left for good, and goes at once with "leave this page".

const form = document.querySelector("[data-draft]");
if (form) {
  const key = "draft:" + form.getAttribute("action");
  const fields = () => [...form.querySelectorAll("textarea[name], input[name]:not([type=hidden], [type=checkbox], [type=radio], [type=file])")];
  const before = new Map(fields().map((field) => [field.name, field.value]));

  const held = sessionStorage.getItem(key);
  if (held && !document.getElementById("refusal")) {
    const typed = new Map(JSON.parse(held));
    for (const field of fields()) if (typed.has(field.name)) field.value = typed.get(field.name);
  }

  const forget = () => sessionStorage.removeItem(key);
  let over = false;
  const hold = () => {
    if (over) return;
    const typed = fields().filter((field) => field.value !== before.get(field.name)).map((field) => [field.name, field.value]);
    if (typed.length) sessionStorage.setItem(key, JSON.stringify(typed));
    else forget();
  };
  form.addEventListener("input", hold);
  form.addEventListener("submit", () => { over = true; forget(); });
  // Drawn when what was held is back in its field.
  if (form.querySelector("a-drawing")) import("/js/drawing.js");
  if (form.querySelector("a-recorder")) import("/js/recorder.js");
  document.addEventListener("leaving", () => { over = true; forget(); });
}
