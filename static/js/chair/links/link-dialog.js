// @ts-check
// A link for the next chair, or for a helper. The role passes on only when the new chair opens the link.
import { html, useState } from "../../../vendor/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { closeDialog } from "../shell/screen-state.js";
import { copyToClipboard, makeLink } from "./make-links.js";

/** @param {{kind: "chair" | "helper"}} props */
export function LinkDialog({ kind }) {
  const [url, setUrl] = useState("");
  const [making, setMaking] = useState(false);
  const make = async () => {
    setMaking(true);
    setUrl(await makeLink(kind));
    setMaking(false);
  };
  const share = () => navigator.share({ url, title: t(`chair.link.${kind}.title`) }).catch(() => {});
  return html`<${Dialog} title=${t(`chair.link.${kind}.title`)} onClose=${closeDialog}>
    <p>${t(`chair.link.${kind}.about`)}</p>
    ${
      url
        ? html`
          <p class="address" dir="ltr">${url}</p>
          <div class="row">
            <button type="button" class="button" onClick=${() => copyToClipboard(url)}>
              <${Icon} name="copy" /> ${t("chair.link.copy")}
            </button>
            ${
              typeof navigator.share === "function" &&
              html`<button type="button" class="button quiet" onClick=${share}>
                <${Icon} name="send" /> ${t("chair.link.share")}
              </button>`
            }
          </div>
          <p class="soft small-text">${t(`chair.link.${kind}.next`)}</p>
        `
        : html`<button type="button" class="button" disabled=${making} onClick=${make}>
          <${Icon} name="link" /> ${t(`chair.link.${kind}.make`)}
        </button>`
    }
  </>`;
}
