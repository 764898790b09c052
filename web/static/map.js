// Plays the map over time: a slider over the months of its points, and a button that
// moves it. Without this script the map shows all of them.
"use strict";
addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("[data-play]")) {
    const points = [...box.querySelectorAll("svg [data-month]")];
    const months = [...new Set(points.flatMap((p) => p.dataset.month.split(" ")))].sort();
    const controls = box.querySelector(".play");
    const [button, slider, shown] = ["button", "input", "output"].map((name) => controls.querySelector(name));
    if (months.length < 2) continue;
    const named = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    slider.max = months.length;
    slider.value = months.length;
    controls.hidden = false;
    // The last place of the slider is all months together.
    const show = () => {
      const month = months[Number(slider.value)];
      const text = month ? named.format(new Date(month + "-01T00:00:00Z")) : "all months";
      shown.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      for (const p of points) p.classList.toggle("elsewhen", Boolean(month) && !p.dataset.month.split(" ").includes(month));
    };
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      button.textContent = "Play";
      button.setAttribute("aria-pressed", "false");
    };
    button.addEventListener("click", () => {
      if (timer) return stop();
      if (Number(slider.value) >= months.length) slider.value = 0;
      show();
      button.textContent = "Stop";
      button.setAttribute("aria-pressed", "true");
      timer = setInterval(() => {
        slider.value = Number(slider.value) + 1;
        show();
        if (Number(slider.value) >= months.length) stop();
      }, 900);
    });
    slider.addEventListener("input", () => { stop(); show(); });
    show();
  }
});
