// The way out, on every page. Cover first, then go; nothing is sent anywhere but to our own /leave.

const page = document.documentElement;
const covered = () => page.classList.contains("gone");

/** Covers the page at once and leaves by replacing it, so that Back does not lead here. */
export function leave() {
  page.classList.add("gone");
  document.title = " ";
  document.dispatchEvent(new Event("leaving"));
  try { sessionStorage.clear(); } catch { /* storage is off: nothing was kept */ }
  location.replace(page.dataset.exitUrl ?? "/leave");
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-exit]")) {
    event.preventDefault();
    leave();
  }
});

// Shift three times with nothing else between. Escape is left alone: it closes things, and people press it by habit.
let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift" || event.repeat) {
    if (event.key !== "Shift") presses = [];
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
  if (presses.length >= 3) leave();
});

// A page put away for the Back button is put away covered; it comes out again only if nobody left meanwhile.
addEventListener("pagehide", (event) => { if (event.persisted) page.classList.add("gone"); });
addEventListener("pageshow", (event) => {
  if (!event.persisted || !covered()) return;
  let left = true;
  try { left = Boolean(sessionStorage.soup); } catch { /* without storage we cannot know, so we stay covered */ }
  if (left) location.replace("/soup");
  else page.classList.remove("gone");
});
