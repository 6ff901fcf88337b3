// Carries what was typed across a change of language. Words are held in this tab's own memory for that one step only.

const key = "typed:" + location.pathname;
const fields = () => [...document.querySelectorAll("main textarea[name], main input[name]:is([type=text], [type=search], :not([type]))")];

for (const form of document.querySelectorAll("[data-keeps-drafts]")) {
  form.addEventListener("submit", () => {
    const typed = fields().filter((field) => field.value).map((field) => [field.name, field.value]);
    if (typed.length) sessionStorage.setItem(key, JSON.stringify(typed));
  });
}

const held = sessionStorage.getItem(key);
if (held) {
  sessionStorage.removeItem(key);
  const typed = new Map(JSON.parse(held));
  for (const field of fields()) {
    if (typed.has(field.name)) {
      field.value = typed.get(field.name);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
