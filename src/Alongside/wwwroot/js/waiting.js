// Where somebody stands while they wait. It says what is true now; it never counts down.

import { live } from "/js/live.js";

const block = document.getElementById("waiting");
if (block) {
  const words = JSON.parse(block.dataset.words);
  const place = document.getElementById("place");
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);

  const range = (from, to) => to <= 1 ? words.WaitShort
    : from === 0 ? fill(words.WaitUpTo, to)
    : from === to ? fill(words.WaitAbout, to)
    : fill(words.WaitRange, from, to);

  live.addEventListener("place", ({ detail }) => {
    const known = detail.toMinutes !== undefined;
    const before = detail.before === 0 ? words.Before0 : detail.before === 1 ? words.Before1 : fill(words.BeforeMany, detail.before);
    const sentence = known ? `${before} ${range(detail.fromMinutes, detail.toMinutes)}` : words.WaitNobody;
    if (place.textContent !== sentence) place.textContent = sentence;
    document.getElementById("place-why").hidden = !known;
  });
}
