// A button above each report table that copies it for Word, e-mail and Excel.
const MINUS = /\u2212/g;

const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();

function plainRow(row) {
  return [...row.cells]
    .flatMap((cell) => [words(cell), ...Array(cell.colSpan - 1).fill("")])
    .map((text) => text.replace(MINUS, "-"))
    .join("\t");
}

function cleanCell(cell) {
  const clean = document.createElement(cell.localName);
  clean.textContent = words(cell);
  for (const name of ["scope", "colspan"]) {
    if (cell.hasAttribute(name)) {
      clean.setAttribute(name, cell.getAttribute(name));
    }
  }
  clean.setAttribute("align", cell.classList.contains("app-number") ? "right" : "left");
  return clean;
}

function cleanRow(row) {
  const clean = document.createElement("tr");
  clean.append(...[...row.cells].map(cleanCell));
  return clean;
}

/** The table without classes and links, in the order in which it is read. */
function cleanTable(table) {
  const clean = document.createElement("table");
  if (table.caption) {
    clean.createCaption().textContent = words(table.caption);
  }
  for (const part of [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean)) {
    const copy = document.createElement(part.localName);
    copy.append(...[...part.rows].map(cleanRow));
    clean.append(copy);
  }
  return clean.outerHTML;
}

function rowsInOrder(table) {
  const parts = [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean);
  return parts.flatMap((part) => [...part.rows]);
}

async function copy(table) {
  const plain = rowsInOrder(table).map(plainRow).join("\r\n");
  await navigator.clipboard.write([
    new ClipboardItem({
      "text/html": new Blob([cleanTable(table)], { type: "text/html" }),
      "text/plain": new Blob([plain], { type: "text/plain" }),
    }),
  ]);
}

function addButton(table) {
  const name = words(table.caption ?? table);
  const place = document.createElement("div");
  place.className = "app-copy";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary app-copy__button";
  button.textContent = "Copy table";
  button.setAttribute("aria-label", `Copy table: ${name}`);
  const said = document.createElement("span");
  said.className = "app-copy__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await copy(table);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Your browser did not allow it. Select the table and copy it yourself.";
    }
  });
  place.append(button, said);
  table.before(place);
}

if (navigator.clipboard?.write && "ClipboardItem" in window) {
  for (const table of document.querySelectorAll("table[data-copy]")) {
    addButton(table);
  }
}
