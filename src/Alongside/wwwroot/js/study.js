// Keys and reading aloud for the page of reviews. Everything here can be done without.

const options = [...document.querySelectorAll("#options input[type=radio]")];
const answers = document.getElementById("answers");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest?.("input:not([type=radio]), textarea, select")) return;
  const key = event.key.toLowerCase();
  const number = Number(key);
  if (options.length > 0 && number >= 1 && number <= options.length) {
    options[number - 1].checked = true;
    options[number - 1].focus();
  } else if (answers && ["a", "h", "g", "e"].includes(key)) {
    answers.querySelector(`[value=${{ a: "again", h: "hard", g: "good", e: "easy" }[key]}]`)?.click();
  } else if (key === "enter" && (event.target === document.body || event.target.id === "main")) {
    (document.querySelector("#answers .button:not(.soft)") ?? document.getElementById("answer") ?? document.getElementById("show"))?.click();
  } else if (key === "z") {
    document.querySelector("#undoing button")?.click();
  } else return;
  event.preventDefault();
});

// A second press sends nothing again while the first is on its way; the answer's id would make it one anyway.
answers?.addEventListener("submit", () => setTimeout(() => answers.querySelectorAll("button").forEach((one) => { one.disabled = true; })));
addEventListener("pageshow", () => answers?.querySelectorAll("button").forEach((one) => { one.disabled = false; }));

// Only voices that speak on this device: what somebody studies is told to no service.
const speak = document.getElementById("speak");
const voice = () => speechSynthesis.getVoices().filter((one) => one.localService)
  .sort((a, b) => b.lang.startsWith(document.documentElement.lang) - a.lang.startsWith(document.documentElement.lang))[0];
function offer() { if (speak) speak.hidden = !voice(); }
if (speak && "speechSynthesis" in window) {
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  speak.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    for (const part of document.querySelectorAll("[data-speak]")) {
      const words = new SpeechSynthesisUtterance(part.textContent);
      words.voice = voice();
      words.lang = words.voice.lang;
      speechSynthesis.speak(words);
    }
  });
  for (const end of ["pagehide", "leaving"]) (end === "leaving" ? document : window).addEventListener(end, () => speechSynthesis.cancel());
}
