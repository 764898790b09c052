// Marks in a report's text and the entries beside it light each other up, by
// pointer and by keyboard. Without this script marks are links to the entries.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const entries = new Map([...document.querySelectorAll("[data-local]")].map((e) => [e.dataset.local, e]));
  const marks = [...document.querySelectorAll("[data-entries]")];
  const light = (locals, on, scroll) => {
    for (const local of locals) {
      const entry = entries.get(local);
      if (!entry) continue;
      entry.classList.toggle("lit", on);
      if (on && scroll) entry.scrollIntoView({ block: "nearest" });
      for (const m of marks) if (m.dataset.entries.split(" ").includes(local)) m.classList.toggle("lit", on);
    }
  };
  const hook = (element, locals, scroll) => {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      element.addEventListener(event, () => light(locals, on, scroll));
    }
  };
  for (const m of marks) hook(m, m.dataset.entries.split(" "), true);
  for (const [local, entry] of entries) hook(entry, [local], false);
});
