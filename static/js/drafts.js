// Keeps on the server what is typed and not saved, so that no session or connection costs a word.
const SECONDS = 20;
// As DATA_UPLOAD_MAX_MEMORY_SIZE: more is not read by the service, so it is better not sent.
const MOST_BYTES = 5 * 1024 * 1024;
const TOO_LARGE =
  "This is more than a page can send. Nothing was saved, and your text is still here. " +
  "Make the longest texts shorter, or save fewer lines, and try again.";
const UNSEEN =
  "No draft is kept of this yet: first show or delete what you typed here earlier, or save.";
const SIGNED_OUT = "You are signed out. Your text is kept on this page. ";

class Draft {
  constructor(form) {
    this.form = form;
    this.kept = this.fields().toString();
    this.status = form.appendChild(document.createElement("p"));
    this.tell("");
    this.status.setAttribute("role", "status");
    form.addEventListener("input", () => this.schedule());
    form.addEventListener("focusout", () => this.keep());
    form.addEventListener("submit", (event) => this.send(event));
    document.addEventListener("visibilitychange", () => this.keep());
  }

  // The mark of the person is for forms whose session has ended; this request says so by itself.
  fields() {
    const fields = new URLSearchParams(new FormData(this.form));
    fields.delete("draft-owner");
    fields.set("path", this.form.dataset.draft);
    return fields;
  }

  schedule() {
    this.timer ??= setTimeout(() => this.keep(), SECONDS * 1000);
  }

  send(event) {
    if (this.isTooLarge(new URLSearchParams(new FormData(this.form)))) {
      event.preventDefault();
      return;
    }
    this.stop();
  }

  isTooLarge(fields) {
    const isTooLarge = fields.toString().length > MOST_BYTES;
    if (isTooLarge) {
      this.tell(TOO_LARGE, "govuk-error-message");
    }
    return isTooLarge;
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.kept = this.fields().toString();
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const body = this.fields();
    if (body.toString() === this.kept || this.isTooLarge(body)) {
      return;
    }
    if (document.querySelector("[data-unseen-draft]")) {
      this.status.textContent = UNSEEN;
      return;
    }
    this.kept = body.toString();
    try {
      const answer = await fetch("/drafts/", {
        method: "POST",
        body,
        redirect: "manual",
        // A browser sends no more than this after the page has gone.
        keepalive: body.toString().length < 60_000,
      });
      this.say(answer);
    } catch {
      this.kept = "";
      this.tell("There is no connection. Your text is still on this page.");
    }
  }

  tell(words, kind = "app-saved") {
    this.status.className = kind;
    this.status.textContent = words;
  }

  say(answer) {
    if (answer.ok) {
      const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      this.tell(`What you typed was kept at ${now}. It is not saved yet.`);
    } else if (answer.type === "opaqueredirect") {
      this.status.replaceChildren(SIGNED_OUT, this.link(), ", then save.");
    } else {
      this.kept = "";
      this.tell("We could not keep a draft. Your text is still on this page: save it.");
    }
  }

  link() {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = "/accounts/login/";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Sign in in a new tab";
    return link;
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  new Draft(form);
}
