// @ts-check
// Keeps what is typed in the form of a plain page (the letter to people, the form that opens a meeting), so that a reload or
// a look at another page loses nothing. It is in sessionStorage, so it is gone with the tab.
import { t } from "../ui/words.js";

/** @param {string} kind  What the form is for, where several have one address. */
const keyOf = (kind) => `page-form.${kind}`;

/** @param {string} kind */
export function forgetForm(kind) {
  try {
    sessionStorage.removeItem(keyOf(kind));
  } catch {
    // This browser keeps nothing.
  }
}

/** @param {string} kind @returns {Record<string, [before: string, now: string]>} */
function keptFields(kind) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(kind)) || "{}");
  } catch {
    return {};
  }
}

/** The boxes of a form in which people write. @param {HTMLFormElement} form */
const boxesOf = (form) =>
  /** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll("textarea[name], input[name]:is([type=url], [type=datetime-local], :not([type]))")
  );

/** @param {HTMLFormElement} form @param {string} kind */
export function keepForm(form, kind) {
  const kept = keptFields(kind);
  // What the server has filled in otherwise since, or somebody has typed already, stays.
  const back = [...boxesOf(form)].filter((box) => {
    const [before, now] = kept[box.name] || [];
    return before === box.defaultValue && (box.value === before || box.value === now);
  });
  for (const box of back) box.value = kept[box.name][1];
  if (back.length) form.prepend(hint(back, kind));
  form.addEventListener("input", () => {
    const touched = [...boxesOf(form)].filter((box) => box.value !== box.defaultValue);
    const fields = Object.fromEntries(touched.map((box) => [box.name, [box.defaultValue, box.value]]));
    try {
      sessionStorage.setItem(keyOf(kind), JSON.stringify(fields));
    } catch {
      // This browser keeps nothing.
    }
  });
}

/** Says that the words are back, and throws them away. @param {HTMLInputElement[]} boxes @param {string} kind */
function hint(boxes, kind) {
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
    for (const box of boxes) box.value = box.defaultValue;
    forgetForm(kind);
    element.remove();
    boxes[0].focus();
  });
  element.append(words, button);
  return element;
}
