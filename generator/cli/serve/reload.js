// Reloads the page when the site changes; shows what is wrong with the sources above it.
"use strict";
const events = new EventSource("/__motcua/events");
events.addEventListener("reload", () => location.reload());
events.addEventListener("errors", (event) => {
  const old = document.getElementById("motcua-errors");
  if (old) old.remove();
  if (!event.data) return;
  const box = document.createElement("pre");
  box.id = "motcua-errors";
  box.setAttribute("role", "alert");
  box.textContent = event.data;
  document.body.prepend(box);
});
