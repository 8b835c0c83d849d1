// A column pasted into a cell of the grid goes to the preview, which shows what would change.
const CELL = /^(forecast|spent)-(\d+)$/;

function cellsFrom(input, column) {
  const all = [...input.form.querySelectorAll(`input[name^="${column}-"]`)];
  return all.slice(all.indexOf(input)).map((cell) => CELL.exec(cell.name)[2]);
}

function isUnsaved(form) {
  const cells = [...form.elements].filter((element) => CELL.test(element.name ?? ""));
  const isTyped = cells.some((cell) => cell.value !== cell.defaultValue);
  return isTyped || document.querySelector(".govuk-error-summary") !== null;
}

function field(name, value) {
  const element = document.createElement("textarea");
  element.name = name;
  element.value = value;
  return element;
}

function preview(address, form, values) {
  const carrier = document.createElement("form");
  carrier.method = "post";
  carrier.action = address;
  carrier.hidden = true;
  carrier.append(form.elements.csrfmiddlewaretoken.cloneNode());
  for (const [name, value] of Object.entries(values)) {
    carrier.append(field(name, value));
  }
  document.body.append(carrier);
  carrier.submit();
}

function askToSaveFirst(form) {
  let words = form.querySelector("[data-paste-refused]");
  if (!words) {
    words = document.createElement("p");
    words.className = "govuk-error-message app-paste__refused";
    words.dataset.pasteRefused = "";
    words.setAttribute("role", "alert");
    form.prepend(words);
  }
  words.textContent = "";
  words.textContent = "Save what you typed first, then paste the column again. Nothing was pasted.";
  words.scrollIntoView({ block: "center" });
}

document.addEventListener("paste", (event) => {
  const cell = CELL.exec(event.target.name ?? "");
  const address = event.target.form?.dataset.pasteTo;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !address || !/[\n\t]/.test(text.trim())) {
    return;
  }
  event.preventDefault();
  const { form } = event.target;
  if (isUnsaved(form)) {
    askToSaveFirst(form);
    return;
  }
  const lines = cellsFrom(event.target, cell[1]).join(",");
  preview(address, form, { column: cell[1], unit: "", text, lines });
});
