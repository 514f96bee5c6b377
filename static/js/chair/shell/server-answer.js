// @ts-check
// What the console asks of the server that is no command: links, practice.
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";

/**
 * The answer to a request; null if there is none, after saying why.
 * @param {Promise<Response>} request
 * @returns {Promise<Record<string, any> | null>}
 */
export async function answerTo(request) {
  try {
    const response = await request;
    const answer = await response.json();
    if (response.ok) return answer;
    showToast(answer.error.message);
  } catch {
    showToast(t("common.status.offline"));
  }
  return null;
}
