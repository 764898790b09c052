// Tells on the page of today how many entries have come since it was made.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const note = document.querySelector("[data-live]");
  if (!note || !window.EventSource) return;
  let fresh = 0;
  const source = new EventSource("/live");
  source.addEventListener("entry", () => {
    fresh++;
    note.hidden = false;
    note.querySelector("a").textContent = fresh === 1 ? "1 new entry: show it" : fresh + " new entries: show them";
  });
  addEventListener("pagehide", () => source.close());
});
