// @ts-check
// Acting for one guest: a note, a hope, an answer, dots, a raised hand, a turn, a group, a name. Every part says for
// whom it is, and only what is possible now is shown.
import { html, useState } from "../../../vendor/preact.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { all, one } from "../../core/records.js";
import { useFormDraft } from "../../drafts/form-draft.js";
import { useDraft } from "../../drafts/use-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { TextBox } from "../../ui/text-box.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { currentRound, displayName, roundIsOn } from "../../voices/queries.js";
import { CharactersLeft, NoteEditor, textLength } from "../../wall/note/note-editor.js";
import { currentSectionZones, MAX_NOTE_LENGTH, wallZonesOf } from "../../wall/queries.js";
import { SeatOf } from "../breakouts/seats-dialog.js";
import { runCommand, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { GuestAnswer } from "./guest-answer.js";
import { GuestDots } from "./guest-dots.js";

/** @param {{guest: PersonRecord, onClose: () => void}} props */
export function GuestDialog({ guest, onClose }) {
  const name = displayName(guest.id);
  const remove = async () => (await runCommand("guest.remove", { guest: guest.id })).ok && onClose();
  return html`<${Dialog} title=${t("voice.guest.for", { name })} onClose=${onClose}>
    <p class="soft small-text">${t("voice.guest.counts")}</p>
    <${GuestSpeech} guest=${guest} name=${name} />
    ${
      breakoutsAreOn() &&
      html`<div class="row apart">
        <h3>${t("voice.guest.group", { name })}</h3>
        <${SeatOf} person=${guest} />
      </div>`
    }
    ${
      one("meeting")?.paused
        ? html`<${Status} says="comes" class="soft">${t("voice.guest.paused")}</>`
        : html`<${GuestInputs} guest=${guest.id} name=${name} />`
    }
    <${GuestName} guest=${guest} />
    <div class="row">
      <${ConfirmButton} words="voice.guest.gone" confirm="voice.guest.gone_sure" onConfirm=${remove} />
    </div>
  </>`;
}

/**
 * What they answer, choose and write, as far as the meeting asks for it now.
 * @param {{guest: string, name: string}} props
 */
function GuestInputs({ guest, name }) {
  const wall = wallZonesOf(guest);
  const now = currentSectionZones();
  const hopes = wall.filter((zone) => zone.role === "hopes" && now.indexOf(zone) >= 0);
  const others = wall.filter((zone) => hopes.indexOf(zone) < 0);
  return html`
    ${all("scale")
      .filter((scale) => scale.state === "open")
      .map((scale) => html`<${GuestAnswer} key=${scale.id} scale=${scale} guest=${guest} name=${name} />`)}
    ${wall
      .filter((zone) => zone.voting)
      .map((zone) => html`<${GuestDots} key=${zone.id} zone=${zone} guest=${guest} name=${name} />`)}
    ${hopes.length > 0 && html`<${GuestNote} kind="hope" zones=${hopes} guest=${guest} name=${name} />`}
    ${others.length > 0 && html`<${GuestNote} kind="note" zones=${others} guest=${guest} name=${name} />`}
    ${wall.length > 0 && html`<p class="soft small-text">${t("voice.guest.wrong")}</p>`}
  `;
}

/** @param {{kind: "note" | "hope", zones: ZoneRecord[], guest: string, name: string}} props */
function GuestNote({ kind, zones, guest, name }) {
  const [zone, setZone] = useState("");
  const here =
    zones.find((each) => each.id === zone) ||
    zones.find((each) => currentSectionZones().indexOf(each) >= 0) ||
    zones[0];
  const { text, write, submit, busy } = useDraft("note.add", (words) => ({ zone: here.id, text: words }), {
    place: `${guest}.${kind}`,
    give: (command, args, onStored) => saveCommand(command, args, guest, onStored),
  });
  const fits = Boolean(text.trim()) && textLength(text) <= MAX_NOTE_LENGTH;
  const label = t(kind === "hope" ? "voice.guest.hope" : "voice.guest.note", { name });
  const put = async () => {
    if (!fits) return;
    const { result } = await submit();
    if (result) showToast(t(result.saved ? "wall.saved" : "voice.guest.on_wall"));
  };
  return html`<form
    class="stack tight"
    aria-label=${label}
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      put();
    }}
  >
    <h3>${label}</h3>
    ${
      zones.length > 1 &&
      html`<label class="field">
        <span class="label">${t("voice.guest.place")}</span>
        <select
          class="input"
          onChange=${picked(setZone)}
        >
          ${zones.map(
            (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === here.id}>
              ${each.title}
            </option>`,
          )}
        </select>
      </label>`
    }
    <${NoteEditor}
      color=${here.color}
      text=${text}
      label=${label}
      placeholder=${here.prompt || here.title}
      rows=${2}
      waiting=${busy}
      still=${busy}
      onText=${write}
      onSubmit=${put}
    />
    <${CharactersLeft} text=${text} />
    <button type="submit" class="button" aria-disabled=${fits && !busy ? undefined : "true"}>
      ${t(kind === "hope" ? "voice.guest.put_hope" : "voice.guest.put", { name })}
    </button>
  </form>`;
}

/**
 * Makes an event handler that gives a command for the guest.
 * @typedef {<N extends CommandName>(command: N, args?: CommandArgs[N]) => () => void} Act
 */

/** Their raised hand, or their turn while a round is running. @param {{guest: PersonRecord, name: string}} props */
function GuestSpeech({ guest, name }) {
  if (one("meeting")?.state !== "live" || !all("section").some((section) => section.state === "now")) return null;
  const turn = all("turn").find((each) => each.person === guest.id);
  const hand = all("hand").find((each) => each.person === guest.id);
  /** @type {Act} */
  const act = (command, args) => () => {
    runCommand(command, args, guest.id);
  };
  if (turn && (turn.state === "speaking" || turn.state === "waiting"))
    return html`<${GuestTurn} turn=${turn} name=${name} act=${act} />`;
  const offer =
    currentRound() &&
    (!turn || turn.state === "passed") &&
    html`<button type="button" class="button quiet small" onClick=${act("turn.take")}>
      ${t("voice.guest.take", { name })}
    </button>`;
  if (roundIsOn()) return offer ? html`<div class="row">${offer}</div>` : null;
  const speaks = hand?.state === "speaking";
  return html`
    ${speaks && html`<${Status} says="comes"><b>${t("voice.guest.speaks", { name })}</b></>`}
    <div class="row">
      <button
        type="button"
        class=${`button quiet small ${hand ? "on" : ""}`}
        onClick=${hand ? act(speaks ? "hand.done" : "hand.lower", { hand: hand.id }) : act("hand.raise")}
      >
        <${Icon} name="hand" /> ${t(
          !hand ? "voice.guest.hand" : speaks ? "voice.guest.spoken" : "voice.guest.hand_down",
          { name },
        )}
      </button>
      ${offer}
    </div>
  `;
}

/** @param {{turn: TurnRecord, name: string, act: Act}} props */
function GuestTurn({ turn, name, act }) {
  const args = { turn: turn.id };
  const speaks = turn.state === "speaking";
  return html`
    <${Status}><b>${t(speaks ? "voice.guest.turn" : "voice.guest.waits", { name })}</b></>
    <div class="row">
      ${
        speaks &&
        html`
          <button type="button" class="button small" onClick=${act("turn.done", args)}>${t("voice.guest.done")}</button>
          <button type="button" class="button quiet small" onClick=${act("turn.extend", args)}>
            ${t("voice.guest.more")}
          </button>
        `
      }
      <button type="button" class="button quiet small" onClick=${act("turn.later", args)}>
        ${t("voice.guest.later")}
      </button>
      <button type="button" class="button quiet small" onClick=${act("turn.pass", args)}>
        ${t("voice.guest.pass")}
      </button>
    </div>
  `;
}

/** @param {{guest: PersonRecord}} props */
function GuestName({ guest }) {
  const draft = useFormDraft("person", guest.id, { name: guest.name || "" });
  const { name } = draft.form;
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    draft.submit((stored) => saveCommand("person.edit", { name }, guest.id, stored));
  };
  return html`<form class="row stepper" onSubmit=${save}>
    <label class="field grow">
      <span class="label">${t("voice.guest.called")}</span>
      <${TextBox} class="input" dir="auto" limit=${60} value=${name} onText=${draft.type("name")} />
    </label>
    <button class="button quiet small" type="submit" disabled=${name.trim() === (guest.name || "")}>
      ${t("common.save")}
    </button>
  </form>`;
}
