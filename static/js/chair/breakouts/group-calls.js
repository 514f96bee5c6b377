// @ts-check
// The video links of the small groups: to visit a group, or to change its link while the groups meet.
import { html } from "../../../vendor/preact.js";
import { openBreakouts } from "../../breakouts/queries.js";
import { get } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { useFormDraft } from "../../drafts/form-draft.js";
import { Icon } from "../../ui/icon.js";
import { TextBox } from "../../ui/text-box.js";
import { withScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";

export function GroupCalls() {
  return html`<section class="stack tight" aria-labelledby="calls-h">
    <h3 id="calls-h">${t("team.seats.calls")}</h3>
    <p class="soft small-text">${t("team.seats.calls_about")}</p>
    ${openBreakouts().map((team) => html`<${GroupCall} key=${team.id} team=${team} />`)}
  </section>`;
}

/** @param {{team: TeamRecord}} props */
function GroupCall({ team }) {
  const url = get("team_call", team.id)?.video_url || "";
  const draft = useFormDraft("team_call", team.id, { video_url: url });
  const typed = draft.form.video_url.trim();
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    draft.submit(() => runCommand("team.call", { team: team.id, video_url: withScheme(typed) || null }));
  };
  return html`<form class="row low" onSubmit=${save}>
    <label class="field grow">
      <span class="label">${t("team.seats.call_label", { team: team.title })}</span>
      <${TextBox}
        class="input"
        inputmode="url"
        dir="auto"
        limit=${500}
        disabled=${!isChair()}
        value=${draft.form.video_url}
        onText=${draft.type("video_url")}
      />
    </label>
    ${
      url &&
      html`<a
        class="button quiet small"
        href=${url}
        target="live-cop-video"
        rel="noopener noreferrer"
        aria-label=${t("team.seats.call_open", { team: team.title })}
      >
        <${Icon} name="video" />
      </a>`
    }
    ${
      isChair() &&
      html`<button class="button quiet small" type="submit" disabled=${typed === url}>${t("common.save")}</button>`
    }
  </form>`;
}
