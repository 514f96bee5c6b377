// @ts-check
// Keeps what is typed and chosen in the form of a plain page (the letter to people, the form that opens a meeting, those on the page of
// a community), so that a reload or a look at another page loses nothing. It is in sessionStorage, so it is gone with the tab.
import { safely } from "../core/storage.js";
import { t } from "../ui/words.js";

/** @param {string} kind  What the form is for, where several have one address. */
const keyOf = (kind) => `page-form.${kind}`;

/** @param {string} kind */
export function forgetForm(kind) {
  safely(() => sessionStorage.removeItem(keyOf(kind)));
}

/** Under this name stands the form that is being sent, and the address of the page that says so. */
const SENT = "page-form-sent";

/**
 * A form is being sent: its words are forgotten once that is certain, when the page at this address is there.
 * @param {string} path @param {string} kind
 */
export function forgetFormAt(path, kind) {
  safely(() => sessionStorage.setItem(SENT, JSON.stringify({ path, kind })));
}

function forgetSentForm() {
  const sent = safely(() => JSON.parse(sessionStorage.getItem(SENT) || "{}"));
  if (sent?.path === location.pathname) forgetForm(sent.kind);
}
forgetSentForm();

/** What was typed, by the names of the boxes. @param {string} kind @returns {Record<string, string>} */
export const keptFields = (kind) => safely(() => JSON.parse(sessionStorage.getItem(keyOf(kind)) || "{}")) || {};

/** The boxes of a form in which people write. @param {HTMLFormElement} form */
const boxesOf = (form) =>
  /** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll("textarea[name], input[name]:is([type=url], [type=datetime-local], :not([type]))")
  );

/** What people choose in a form. @param {HTMLFormElement} form */
const choicesOf = (form) =>
  [...form.querySelectorAll("input[name]:is([type=radio], [type=checkbox]), select[name] option")].map((element) => {
    const isOption = element instanceof HTMLOptionElement;
    const choice = /** @type {any} */ (element);
    const owner = isOption ? choice.closest("select") : choice;
    return {
      name: `${owner.name}=${choice.value}`,
      isOn: String(isOption ? choice.selected : choice.checked),
      wasOn: String(isOption ? choice.defaultSelected : choice.defaultChecked),
      /** @param {string} on */
      put: (on) => {
        choice[isOption ? "selected" : "checked"] = on === "true";
      },
    };
  });

/** @param {HTMLFormElement} form @param {string} kind */
export function keepForm(form, kind) {
  const kept = keptFields(kind);
  // What somebody has typed already stays, and the browser may have filled in the same words itself.
  const back = [...boxesOf(form)].filter((box) => {
    const now = kept[box.name];
    return now !== undefined && now !== box.defaultValue && [box.defaultValue, now].includes(box.value);
  });
  for (const box of back) box.value = kept[box.name];
  for (const choice of choicesOf(form)) if (choice.name in kept) choice.put(kept[choice.name]);
  if (back.length) form.prepend(hint(back, form, kind));
  const fold = form.closest("details");
  if (back.length && fold) fold.open = true;
  form.addEventListener("input", () => {
    // A page that refuses the form shows what was typed as if it had been there.
    const touched = [...boxesOf(form)].filter((box) => box.value !== box.defaultValue || box.value === kept[box.name]);
    const chosen = choicesOf(form).filter((each) => each.isOn !== each.wasOn);
    const fields = Object.fromEntries([
      ...touched.map((box) => [box.name, box.value]),
      ...chosen.map((each) => [each.name, each.isOn]),
    ]);
    safely(() => sessionStorage.setItem(keyOf(kind), JSON.stringify(fields)));
  });
}

/** Says that the words are back, and throws them away. @param {HTMLInputElement[]} boxes @param {HTMLFormElement} form @param {string} kind */
function hint(boxes, form, kind) {
  const element = document.createElement("div");
  element.className = "kept-hint";
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  // Screen readers announce what comes into a status later.
  setTimeout(() => (words.textContent = t("common.kept.here")));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = t("common.kept.throw_away");
  button.addEventListener("click", () => {
    for (const choice of choicesOf(form)) choice.put(choice.wasOn);
    for (const box of boxes) {
      box.value = box.defaultValue;
      // Whatever is drawn from it follows.
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    forgetForm(kind);
    element.remove();
    boxes[0].focus();
  });
  element.append(words, button);
  return element;
}
