// Two trainees, turn by turn: whoever waits looks every few seconds whether they have the word. Nothing is typed then, so nothing is lost.

const page = document.querySelector("[data-waits]");
if (page) {
  const look = async () => {
    try {
      const answer = await fetch(`/api/practice/together/${page.dataset.together}/stage`);
      if (answer.status === 404 || (answer.ok && await answer.text() !== page.dataset.stage)) location.reload();
    } catch {
      // The line dropped; the next look will tell.
    }
  };
  const every = setInterval(look, 4000);
  document.addEventListener("leaving", () => clearInterval(every));
}
