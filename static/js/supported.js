// Runs first in the body, before anything is drawn, so that nothing moves when scripts start.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
