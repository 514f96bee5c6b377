// @ts-check
// Who is speaking, who is next, and where this person stands in the queue: in a round, and among raised hands.
import { html } from "../../vendor/preact.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { get, one } from "../core/records.js";
import { t } from "../ui/words.js";
import { currentTurn, displayName, roundIsOn, speakingHand, waitingHands, waitingTurns } from "../voices/queries.js";

export function WhoSpeaks() {
  // A small group talks as it likes.
  if (one("meeting")?.state !== "live" || myBreakoutZone()) return null;
  const round = roundIsOn();
  const now = round ? currentTurn() : speakingHand();
  const queue = round ? waitingTurns() : waitingHands();
  const mine = queue.findIndex((each) => each.person === you.value?.id);
  if (!now && !queue.length) return null;
  return html`<section class="who-speaks" aria-label=${t("member.speaking.heading")}>
    ${now && html`<p><b>${t("member.speaking.now")} <${Name} id=${now.person} /></b>, <${Place} id=${now.person} /></p>`}
    ${
      queue.length > 0 &&
      html`<p class="soft">
        ${t("member.speaking.then")} <${Name} id=${queue[0].person} />${mine !== 0 && html`, <${Place} id=${queue[0].person} />`}
      </p>`
    }
    ${mine > 0 && html`<p class="soft num">${t("member.speaking.before_you", { n: mine + (now ? 1 : 0) })}</p>`}
  </section>`;
}

/** @param {{id: string}} props */
const Name = ({ id }) => html`<bdi>${id === you.value?.id ? t("member.speaking.yourself") : displayName(id)}</bdi>`;

/** @param {{id: string}} props */
function Place({ id }) {
  const person = get("person", id);
  return person && html`${t(`voice.${person.place}`)}`;
}
