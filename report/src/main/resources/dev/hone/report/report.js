"use strict";
for (const tools of document.querySelectorAll(".tools")) tools.hidden = false;

for (const table of document.querySelectorAll("[data-filtered]")) {
  const rows = [...table.querySelectorAll("[data-kind]")];
  const buttons = [...table.querySelectorAll("[data-kinds]")];
  const show = (chosen) => {
    const kinds = chosen.dataset.kinds.split(" ");
    for (const row of rows) row.hidden = !row.dataset.kind.split(" ").some((kind) => kinds.includes(kind));
    for (const button of buttons) button.setAttribute("aria-pressed", button === chosen);
  };
  for (const button of buttons) button.addEventListener("click", () => show(button));
  if (buttons.length) show(buttons[0]);
}

for (const button of document.querySelectorAll("[data-toggle]")) {
  const rows = [...document.getElementById(button.dataset.toggle).querySelectorAll("details")];
  button.addEventListener("click", () => {
    const open = !rows.every((row) => row.open);
    for (const row of rows) row.open = open;
    button.textContent = open ? "Close all" : "Open all";
  });
}

for (const table of document.querySelectorAll("table.candidates")) {
  const rows = [...table.tBodies];
  const heads = [...table.querySelectorAll("[data-sort]")];
  const key = (row, name) => {
    const value = name === "order" ? rows.indexOf(row) : row.dataset[name];
    return value === "" ? null : Number(value);
  };
  const sort = (head) => {
    const falling = head.getAttribute("aria-sort") === "ascending"
      || (head.dataset.sort === "score" && head.getAttribute("aria-sort") !== "descending");
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const sign = falling ? -1 : 1;
    const keyed = rows.map((row) => [key(row, head.dataset.sort), row]);
    keyed.sort(([a], [b]) => a === null || b === null ? (a === null) - (b === null) : sign * (a - b));
    table.append(...keyed.map(([, row]) => row));
  };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }
}

const reveal = () => {
  const target = /^#c\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (!target) return;
  if (target.parentNode.hidden) document.querySelector("#candidates [data-kinds]:nth-last-of-type(2)").click();
  target.parentNode.querySelector("details").open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
