// The grid of spending while it is typed into: sums, keys, and a warning before typing is lost.
// Amounts are whole pence, so that nothing is lost by adding; display rounds as the server does.

const PLACES = { THOUSANDS: 5, POUNDS: 2 };
const UNREADABLE = Symbol("unreadable");
const NOT_PROVIDED = "not provided";
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?$/;

const form = document.querySelector("[data-grid]");
const unit = form.dataset.unit;

/** The pence that stand for what was typed: null when blank, UNREADABLE when it is no amount. */
function read(typed) {
  let digits = typed.replace(SPACES, "");
  if (!digits) {
    return null;
  }
  const bracketed = /^\((.*)\)$/.exec(digits);
  const negative = Boolean(bracketed) || /^[-\u2212]/.test(digits);
  digits = bracketed ? bracketed[1] : digits.replace(/^[-\u2212]/, "");
  if (unit === "POUNDS") {
    digits = digits.replace(/^£/, "");
  }
  const parts = NUMBER.exec(digits);
  const [, whole = "", part = ""] = parts ?? [];
  if (!parts || !(whole || part) || part.length > PLACES[unit]) {
    return UNREADABLE;
  }
  const pence = Number(whole.replace(/,/g, "") + part.padEnd(PLACES[unit], "0"));
  return negative ? -pence : pence;
}

/** The pence of the value that a page was drawn with, a number of pounds or nothing. */
function stored(stamp) {
  return stamp ? Math.round(Number(stamp) * 100) : null;
}

function display(pence) {
  const size = Math.abs(pence);
  const isWhole = unit === "THOUSANDS" || size % 100 === 0;
  const step = unit === "THOUSANDS" ? 100_000 : 100;
  const shown = isWhole ? Math.floor((size + step / 2) / step) : size / 100;
  const places = isWhole ? 0 : 2;
  const text = shown.toLocaleString("en-GB", {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return pence < 0 && shown !== 0 ? `\u2212${text}` : text;
}

function words(amount) {
  if (amount === UNREADABLE) {
    return "–";
  }
  return amount === null ? NOT_PROVIDED : display(amount);
}

/** One amount less another, or what keeps it from being known. */
function less(amount, other) {
  if (amount === UNREADABLE || other === UNREADABLE) {
    return UNREADABLE;
  }
  return amount === null || other === null ? null : amount - other;
}

class Box {
  constructor(input) {
    this.input = input;
    [this.field] = input.name.split("-");
    this.row = input.closest("tr");
    this.group = input.closest("tbody");
    this.drawn = stored(form.elements[`shown-${input.name}`].value);
    // Text that an untouched page was drawn with stands for the exact amount behind it.
    this.untouched = input.defaultValue;
    this.opened = read(input.defaultValue);
    this.isExact = this.opened !== UNREADABLE && words(this.drawn) === words(this.opened);
  }

  get amount() {
    const isUntouched = this.isExact && this.input.value.trim() === this.untouched;
    return isUntouched ? this.drawn : read(this.input.value);
  }
}

const boxes = [...form.querySelectorAll("input[name^='spent-'], input[name^='forecast-']")]
  .filter((input) => input.matches(".app-grid__input"))
  .map((input) => new Box(input));

/** A row of totals: what the server added up, less what the boxes held, plus what they hold. */
class Totals {
  constructor(row) {
    this.row = row;
    const isGrand = Boolean(row.closest("tfoot"));
    this.boxes = boxes.filter((box) => isGrand || box.group === row.closest("tbody"));
  }

  cell(name) {
    return this.row.querySelector(`[data-sum="${name}"]`);
  }

  sum(field) {
    const { pence, missing } = this.cell(field).dataset;
    let known = Number(pence);
    let unknown = Number(missing);
    for (const box of this.boxes.filter((each) => each.field === field)) {
      const { amount } = box;
      if (amount === UNREADABLE) {
        return UNREADABLE;
      }
      known += (amount ?? 0) - (box.drawn ?? 0);
      unknown += (amount === null) - (box.drawn === null);
    }
    return unknown ? null : known;
  }

  update() {
    const forecast = this.sum("forecast");
    const sums = { spent: this.sum("spent"), forecast };
    sums.variance = less(forecast, this.sum("plan"));
    if (this.cell("previous")) {
      sums.movement = less(forecast, this.sum("previous"));
    }
    write(this.row, sums);
  }
}

const totals = [...form.querySelectorAll("[data-totals]")].map((row) => new Totals(row));

function write(row, sums) {
  for (const [name, amount] of Object.entries(sums)) {
    const cell = row.querySelector(`[data-sum="${name}"]`);
    if (cell) {
      cell.textContent = words(amount);
    }
  }
}

function update(box) {
  if (box.field === "forecast") {
    const { plan, previous } = box.row.dataset;
    const known = (pence) => (pence === undefined ? null : Number(pence));
    write(box.row, {
      variance: less(box.amount, known(plan)),
      movement: less(box.amount, known(previous)),
    });
  }
  for (const each of totals) {
    each.update();
  }
}

/** The input of the same column so many rows further on, if there is one. */
function neighbour(input, step) {
  const [field] = input.name.split("-");
  const column = [...form.querySelectorAll(`.app-grid__input[name^="${field}-"]`)];
  return column[column.indexOf(input) + step];
}

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches(".app-grid__input") || event.isComposing) {
    return;
  }
  if (event.key in STEPS) {
    event.preventDefault();
    neighbour(input, STEPS[event.key])?.focus();
  } else if (event.key === "Escape") {
    input.value = input.defaultValue;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.select();
  }
});

form.addEventListener("focusin", (event) => {
  if (event.target.matches(".app-grid__input")) {
    event.target.select();
  }
});

form.addEventListener("input", (event) => {
  const box = boxes.find((each) => each.input === event.target);
  if (box) {
    update(box);
  }
});

function isChanged(field) {
  return field.type === "checkbox"
    ? field.checked !== field.defaultChecked
    : field.type !== "hidden" && field.value !== field.defaultValue;
}

let isLeavingToSave = false;
form.addEventListener("submit", () => {
  isLeavingToSave = true;
});

window.addEventListener("pageshow", () => {
  isLeavingToSave = false;
});

window.addEventListener("beforeunload", (event) => {
  const fields = [...form.elements].filter((field) => field.matches("input"));
  if (!isLeavingToSave && fields.some(isChanged)) {
    event.preventDefault();
  }
});

// A page that was refused, or opened again by the browser, holds what was typed before.
for (const box of boxes.filter((each) => each.amount !== each.drawn)) {
  update(box);
}
