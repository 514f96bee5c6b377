// @ts-check
// Joins without an entry in the history, so that Back does not return to this form. The answer brings the member's page,
// which takes the place of this one: loading it would cost a slow phone two more seconds. Without a script the form works
// as usual.
import { introduce, openEarly } from "../core/early-socket.js";
import { postJson, whyFailed } from "../core/http.js";
import { forgetJoinForm, keepJoinForm, keptJoinForm } from "../core/join-form.js";
import { page } from "../core/page-data.js";
import { watchLengths } from "../ui/too-long.js";
import { t } from "../ui/words.js";
import { fillInTimes } from "../ui/zone-fields.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("join"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));
const name = /** @type {HTMLInputElement} */ (document.getElementById("name"));
const newcomer = /** @type {HTMLInputElement} */ (document.getElementById("newcomer"));
const places = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button")]);

const keepTyped = () => keepJoinForm({ name: name.value, newcomer: newcomer.checked });

/** @param {string} place @param {boolean} [again]  The browser may have forgotten the first cookie: refused, it has one. */
async function join(place, again) {
  const typed = { name: name.value, newcomer: newcomer.checked };
  const asked = postJson(`${page.urls.join}&page`, { place, ...typed });
  // On a slow network its handshake takes as long as the answer does.
  openEarly(page.code);
  const response = await asked;
  const cameAt = performance.now();
  const { error: refused, page: next } = await response.json();
  if (response.ok) keepTyped();
  if (response.ok) return next ? becomePage(next, cameAt) : window.location.replace(page.urls.member);
  if (refused.code !== "no_cookies" || again) throw new Error(refused.message);
  return join(place, true);
}

/**
 * Turns this page into another one of this server.
 * @param {{url: string, html: string, ticket: string}} next @param {number} cameAt
 */
function becomePage({ url, html, ticket }, cameAt) {
  const style = /** @type {HTMLStyleElement} */ (document.querySelector("style"));
  // This page's policy lets only its own style be replaced, and is also that of the page that is read here.
  const readable = html.replace(/<style nonce="[^"]*"/, `<style nonce="${style.nonce}"`);
  const other = new DOMParser().parseFromString(readable, "text/html");
  introduce(other.documentElement.dataset.hello || "", ticket);
  // They are read and compiled while this page is laid out.
  for (const each of /** @type {NodeListOf<HTMLScriptElement>} */ (other.head.querySelectorAll("script[src]"))) {
    const script = document.createElement("script");
    script.src = each.src;
    // In their order: the words first.
    script.async = false;
    document.head.append(script);
  }
  const itsStyle = document.createElement("style");
  itsStyle.nonce = style.nonce;
  itsStyle.textContent = /** @type {HTMLStyleElement} */ (other.querySelector("style")).textContent;
  window.history.replaceState(null, "", url);
  document.documentElement.lang = other.documentElement.lang;
  document.documentElement.dir = other.documentElement.dir;
  document.title = other.title;
  style.replaceWith(itsStyle);
  document.body.className = other.body.className;
  document.body.dataset.cameAt = String(cameAt);
  document.body.replaceChildren(...other.body.childNodes);
  window.scrollTo(0, 0);
  // The button that was pressed is gone: a screen reader goes on with the title of the new page.
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/**
 * Loads a script that the next page needs, while this one is being read; the browser does not load it twice.
 * @param {string} address
 */
function loadAhead(address) {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "script";
  link.href = address;
  link.setAttribute("fetchpriority", "low");
  document.head.append(link);
}

/**
 * Disables the buttons while a request runs, so that a second tap does not join as a second person.
 * @param {HTMLButtonElement | null} chosen
 */
function wait(chosen) {
  for (const each of places) {
    each.disabled = chosen !== null;
    const line = /** @type {HTMLElement} */ (each.querySelector("span"));
    line.dataset.words = line.dataset.words || line.textContent || "";
    line.textContent = each === chosen ? t("join.joining") : line.dataset.words;
  }
}

/** The button that was pressed; browsers of 2021 do not tell a form. @type {HTMLButtonElement | null} */
let pressed = null;
form.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button) pressed = isEnter ? null : button;
});

/**
 * Enter in the name field "presses" the first button, but nobody has chosen a place yet. (Screen readers press a button
 * without a pointer too, and may leave the focus in the field.)
 */
let isEnter = false;
name.addEventListener("keydown", ({ key }) => {
  isEnter = key === "Enter";
  setTimeout(() => (isEnter = false));
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = pressed;
  pressed = null;
  if (!button) return name.blur();
  error.textContent = "";
  wait(button);
  try {
    await join(button.value);
  } catch (failure) {
    error.textContent = whyFailed(failure, t("join.offline"));
    wait(null);
    // The button was disabled, which took the focus away; and on a small phone the sentence is below the screen.
    button.focus({ preventScroll: true });
    error.scrollIntoView({ block: "nearest" });
  }
});

// The switch of easy reading and the choice of a language lead back here, and so does a place that was lost: what was
// typed is there again.
const kept = keptJoinForm();
if (kept) {
  name.value = name.value || kept.name;
  newcomer.checked = newcomer.checked || kept.newcomer;
}
forgetJoinForm();
for (const way of document.querySelectorAll(".easy-button, .language-link")) way.addEventListener("click", keepTyped);

// When this page is restored from the browser's cache, its buttons work again.
window.addEventListener("pageshow", () => wait(null));
window.addEventListener("load", () => page.ahead?.forEach(loadAhead));
fillInTimes();
watchLengths(form);
