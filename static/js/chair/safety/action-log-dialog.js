// @ts-check
// The action log: what was done in this meeting.
import { html } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { formatTime } from "../../ui/dates.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";
import { closeDialog } from "../shell/screen-state.js";

/** The actions, newest first; each can be undone while that makes sense. */
export function ActionLogDialog() {
  const entries = all("log").sort((a, b) => b.at - a.at);
  return html`<${Dialog} title=${t("chair.safe.log")} onClose=${closeDialog}>
    <p class="soft">${t("chair.log.about")}</p>
    ${
      entries.length
        ? html`<${StillList}
          class="people-rows"
          items=${entries}
          row=${(/** @type {LogRecord} */ line, /** @type {object} */ attributes) =>
            html`<li ...${attributes} class="row apart">
              <span><span class="soft num">${formatTime(line.at)}</span> ${describe(line)}</span>
              ${
                line.undo &&
                html`<button
                  type="button"
                  class="button quiet small"
                  aria-label=${t("chair.log.undo_label", { what: describe(line) })}
                  onClick=${undoHandler(line.undo)}
                >
                  <${Icon} name="undo-2" /> ${t("chair.log.undo")}
                </button>`
              }
            </li>`}
        />`
        : html`<p>${t("chair.log.none")}</p>`
    }
  </>`;
}

/**
 * Gives the command that undoes an action. The server names it, with its arguments.
 * @param {NonNullable<LogRecord["undo"]>} undo
 */
function undoHandler({ name, args }) {
  return commandHandler(/** @type {CommandName} */ (name), /** @type {CommandArgs[CommandName]} */ (args));
}

/** @param {LogRecord} line */
function describe(line) {
  const off = (line.of === "slow" || line.of === "hold" || line.of === "blank") && !line.detail;
  return t(`chair.log.${line.what.replace(".", "_")}${off ? "_off" : ""}`, {
    n: Number(line.detail) || 0,
    who: line.detail,
  });
}
