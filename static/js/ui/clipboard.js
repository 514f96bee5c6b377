// @ts-check

/**
 * Copies a text to the clipboard. Browsers offer the clipboard API only over https; where the server is a laptop in the
 * room, reached by its IP address, the older method still works.
 * @param {string} text
 * @returns {Promise<boolean>}  Whether the text was copied.
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
