// @ts-check

/**
 * Puts a text on the clipboard. Browsers offer the clipboard only over https; in a hall, where the server is a laptop
 * and its address a number, the old way still works.
 * @param {string} text
 * @returns {Promise<boolean>}  Whether it is there now.
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "unseen";
    const before = document.activeElement;
    (document.querySelector("dialog[open]") || document.body).appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}
