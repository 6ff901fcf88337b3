// Opens a dialog in place of the page its link leads to. Not as a modal: a modal would lie over the way out.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog?.show) {
    event.preventDefault();
    dialog.addEventListener("close", () => link.focus(), { once: true });
    dialog.show();
    return;
  }
  const open = document.querySelector("dialog[open]");
  if (open && !open.contains(event.target)) open.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("dialog[open]")?.close();
});
