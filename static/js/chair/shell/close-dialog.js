// @ts-check
// Closing the meeting: what happens then, and what should be seen before. Since nothing that a close deletes comes back,
// it takes effect a little later, and can be taken back until then (take-back.js).
import { html, useState } from "../../../vendor/preact.js";
import { isClosing } from "../../agenda/closing.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { all, one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { roundIsOn, waitingHands, waitingTurns } from "../../voices/queries.js";
import { runCommand } from "./commands.js";
import { closeDialog, openDialog } from "./screen-state.js";

/** Long enough to see that it was the wrong button, and to send a note that is half written. */
const CLOSES_IN_SECONDS = 30;

export function CloseDialog() {
  // As it was when the dialog opened: a second click must not mean something else.
  const [wasClosing] = useState(isClosing());
  const close = async () => {
    const answer = await runCommand("meeting.close", wasClosing ? {} : { seconds: CLOSES_IN_SECONDS });
    if (answer.ok) closeDialog();
  };
  const alone = all("zone").filter((zone) => zone.alone && zone.waiting);
  const waiting = alone.reduce((sum, zone) => sum + zone.waiting, 0);
  const [held, heldPhotos] = [all("held").length, all("held_photo").length];
  const show = async () => {
    for (const zone of alone) await runCommand("zone.show", { zone: zone.id });
  };
  const open = all("scale").filter((scale) => scale.state === "open").length;
  const voices = waitingTurns().length;
  const hands = roundIsOn() ? 0 : waitingHands().length;
  const keeps = one("meeting")?.keeps;
  return html`<${Dialog} title=${t("chair.close.title")} onClose=${closeDialog} leave=${t("chair.close.not_yet")}>
    <p>${t("chair.close.about")}</p>
    ${keeps && keeps !== "pictures" && html`<p>${t(`chair.close.${keeps}`)}</p>`}
    <p>${t("chair.close.forgets")}</p>
    ${voices > 0 && html`<p>${t("chair.ask.voices", { n: voices })}</p>`}
    ${hands > 0 && html`<p>${t("chair.ask.hands", { n: hands })}</p>`}
    ${breakoutsAreOn() && html`<p>${t("chair.ask.groups")}</p>`}
    ${open > 0 && html`<p>${t("chair.close.scales")}</p>`}
    ${all("zone").some((zone) => zone.voting) && html`<p>${t("chair.close.votes")}</p>`}
    ${
      waiting > 0 &&
      html`<div class="notice-box stack tight">
        <p>${t("chair.close.alone", { n: waiting })}</p>
        <p>
          <button type="button" class="button quiet small" onClick=${show}>
            <${Icon} name="eye" /> ${t("chair.close.show_first")}
          </button>
        </p>
      </div>`
    }
    ${held > 0 && html`<${StillWaits} words=${t("chair.close.held", { n: held })} dialog="held" look="chair.held.look" />`}
    ${
      heldPhotos > 0 &&
      html`<${StillWaits} words=${t("chair.close.held_photos", { n: heldPhotos })} dialog="photos" look="chair.photos.look" />`
    }
    ${!wasClosing && html`<p class="soft small-text">${t("chair.close.soon_about", { n: CLOSES_IN_SECONDS })}</p>`}
    <div class="row">
      <button type="button" class="button" onClick=${close}>
        ${t(wasClosing ? "chair.close.now" : "chair.close.button")}
      </button>
    </div>
  </>`;
}

/**
 * What waits for the chair to look, and the button for that.
 * @param {{words: string, dialog: import("./screen-state.js").DialogName, look: string}} props
 */
function StillWaits({ words, dialog, look }) {
  return html`<div class="notice-box stack tight">
    <p>${words}</p>
    <p>
      <button type="button" class="button quiet small" onClick=${() => (openDialog.value = dialog)}>
        <${Icon} name="eye" /> ${t(look)}
      </button>
    </p>
  </div>`;
}
