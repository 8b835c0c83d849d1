// Keeps on the server what is typed and not saved, so that no session or connection costs a word.
const SECONDS = 20;
const UNSEEN =
  "No draft is kept of this yet: first show or delete what you typed here earlier, or save.";
const SIGNED_OUT = "You are signed out. Your text is kept on this page. ";

class Draft {
  constructor(form) {
    this.form = form;
    this.kept = this.fields().toString();
    this.status = form.appendChild(document.createElement("p"));
    this.status.className = "app-saved";
    this.status.setAttribute("role", "status");
    form.addEventListener("input", () => this.schedule());
    form.addEventListener("focusout", () => this.keep());
    form.addEventListener("submit", () => this.stop());
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

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.kept = this.fields().toString();
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const body = this.fields();
    if (body.toString() === this.kept) {
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
      this.status.textContent = "There is no connection. Your text is still on this page.";
    }
  }

  say(answer) {
    if (answer.ok) {
      const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      this.status.textContent = `What you typed was kept at ${now}. It is not saved yet.`;
    } else if (answer.type === "opaqueredirect") {
      this.status.replaceChildren(SIGNED_OUT, this.link(), ", then save.");
    } else {
      this.kept = "";
      this.status.textContent = "We could not keep a draft. Your text is still on this page: save it.";
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
