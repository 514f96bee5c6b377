// @ts-check
// Links that the server makes on request: for the board, a helper, the next chair.
import { page } from "../../core/page-data.js";
import { copyText } from "../../ui/clipboard.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { answerTo } from "../shell/server-answer.js";

/**
 * Asks the server for a link, and says why if there is none.
 * @param {"board" | "helper" | "chair"} kind
 * @returns {Promise<string>}  "" when it could not be made.
 */
export async function makeLink(kind) {
  const answer = await answerTo(fetch(page.urls[`${kind}_link`], { method: "POST" }));
  return answer ? answer[`${kind}_url`] : "";
}

/** Copies a text, and says so, or how to do it by hand. @param {string} text */
export async function copyToClipboard(text) {
  showToast(t((await copyText(text)) ? "chair.link.copied" : "chair.link.by_hand"));
}

/** Opens the board in a window of its own, to be moved to the projected screen. */
export async function openBoard() {
  // The window opens on the tap itself: a browser would block one that opens only when the answer arrives.
  const board = window.open("", "_blank");
  const url = await makeLink("board");
  if (board && url) board.location.href = url;
  else if (board) board.close();
  else if (url) window.location.href = page.urls.links;
}
