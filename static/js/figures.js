// A list of figures beside a text box: with script it is searched, and a button puts the reference
// of a figure where the cursor stands. Without script the reference is copied as text.

function insert(box, text) {
  box.focus();
  // Keeps the box's own undo, where the browser still has the command.
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function addButton(row, box) {
  const reference = row.querySelector("code");
  const text = reference.textContent;
  const name = row.querySelector("strong").textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "app-figures__button";
  button.append("Insert");
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = ` ${name}`;
  button.append(hidden);
  button.addEventListener("click", () => insert(box, text));
  reference.append(" ", button);
}

function addSearch(list, rows) {
  const group = document.createElement("div");
  group.className = "govuk-form-group govuk-!-margin-bottom-2";
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = "figure-search";
  label.textContent = "Search for a figure";
  const search = document.createElement("input");
  search.className = "govuk-input govuk-input--width-20";
  search.id = "figure-search";
  search.type = "search";
  search.autocomplete = "off";
  const status = document.createElement("div");
  status.className = "govuk-hint govuk-!-margin-bottom-0";
  status.setAttribute("role", "status");
  group.append(label, search, status);
  list.before(group);
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/);
    const shown = rows.filter((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      return !row.hidden;
    });
    status.textContent = `${shown.length} of ${rows.length} figures`;
  });
  // Enter in a search must not save the page.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
}

export function offerFigures() {
  for (const list of document.querySelectorAll("[data-figures-for]")) {
    const box = document.getElementById(list.dataset.figuresFor);
    const rows = [...list.children];
    if (box && rows.length) {
      rows.forEach((row) => addButton(row, box));
      addSearch(list, rows);
    }
  }
}

export function countWords() {
  for (const count of document.querySelectorAll("[data-words-of]")) {
    const box = document.getElementById(count.dataset.wordsOf);
    const say = () => {
      count.textContent = (box.value.match(/\S+/g) || []).length;
    };
    box?.addEventListener("input", say);
  }
}
