// @ts-check
// Useful resources: the list that everyone has, and a form to offer something for it. The chair or a helper looks at each
// offer first.
import { html, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { CancelButton, formName, KeptHint, useFormDraft } from "../drafts/form-draft.js";
import { tabStorage } from "../drafts/tab-storage.js";
import { Icon } from "../ui/icon.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { SavedNotice } from "../wall/saved-notice.js";

const EMPTY = { url: "", title: "", helps: "" };
/** @type {{field: "url" | "title" | "helps", limit: number, type?: string}[]} */
const FIELDS = [
  { field: "url", limit: 500, type: "url" },
  { field: "title", limit: 120 },
  { field: "helps", limit: 300 },
];

export function Resources() {
  const [isOpen, setIsOpen] = useState(() => tabStorage.getItem(formName("resource")) !== null);
  const shared = all("resource");
  const waiting = all("own_resource_offer").filter((each) => !each.taken);
  const live = one("meeting")?.state === "live";
  if (!live && !shared.length) return null;
  return html`<section class="stack tight" aria-labelledby="resources-h">
    <h2 id="resources-h">${t("thread.resources.heading")}</h2>
    ${live && html`<p class="soft small-text">${t("thread.resources.about")}</p>`}
    ${
      shared.length > 0 &&
      html`<ul class="stack tight resources">
        ${shared.map((each) => html`<li key=${each.id} class="card"><${Resource} each=${each} /></li>`)}
      </ul>`
    }
    ${
      waiting.length > 0 &&
      html`<h3 class="small-text soft">${t("thread.resources.waiting")}</h3>
        <ul class="stack tight resources">
          ${waiting.map(
            (each) => html`<li key=${each.id} class="card row">
              <div class="grow"><${Resource} each=${each} /></div>
              <button
                type="button"
                class="step-off"
                aria-label=${t("thread.resources.remove", { text: each.title })}
                onClick=${() => send("resource.remove", { resource: each.id }).then(showRefusal)}
              >
                <${Icon} name="x" />
              </button>
            </li>`,
          )}
        </ul>`
    }
    <${SavedNotice} kind="resource_offer" />
    ${
      live &&
      (isOpen
        ? html`<${OfferForm} onClose=${() => setIsOpen(false)} />`
        : html`<div class="row">
            <button type="button" class="button quiet" onClick=${() => setIsOpen(true)}>
              <${Icon} name="plus" /> ${t("thread.resources.offer")}
            </button>
          </div>`)
    }
  </section>`;
}

/** @param {{each: {title: string, url: string, helps: string}}} props */
export function Resource({ each }) {
  return html`<p class="resource-title" dir="auto">
      ${
        each.url
          ? html`<a href=${each.url} target="_blank" rel="noopener noreferrer nofollow">${each.title}</a>`
          : each.title
      }
    </p>
    ${each.url && html`<p class="soft small-text"><bdi>${new URL(each.url).host}</bdi></p>`}
    ${each.helps && html`<p class="small-text" dir="auto">${t("thread.resources.helps_line", { helps: each.helps })}</p>`}`;
}

/** @param {{onClose: () => void}} props */
function OfferForm({ onClose }) {
  const draft = useFormDraft("resource", "", EMPTY);
  const [error, setError] = useState("");
  const { form } = draft;
  const ready = Boolean(form.url.trim() || form.title.trim());
  /** @param {Event} event */
  const offer = async (event) => {
    event.preventDefault();
    if (!ready) return;
    const answer = await draft.submit((stored) => send("resource.offer", { ...form }, stored));
    if (answer.ok) onClose();
    else setError(answer.error?.message || "");
  };
  return html`<form class="stack tight card" onSubmit=${offer}>
    <${KeptHint} draft=${draft} />
    ${FIELDS.map(
      ({ field, limit, type }, n) => html`<label class="field" key=${field}>
        <span class="label">${t(`thread.resources.${field}`)}</span>
        <${TextBox}
          class="input"
          dir="auto"
          type=${type || "text"}
          inputmode=${type}
          placeholder=${type && "https://"}
          limit=${limit}
          value=${form[field]}
          autofocus=${n === 0}
          onText=${draft.type(field)}
        />
      </label>`,
    )}
    ${error && html`<p class="error" role="alert">${error}</p>`}
    <div class="row">
      <button class="button" type="submit" aria-disabled=${ready ? undefined : "true"}>
        ${t("thread.resources.send")}
      </button>
      <${CancelButton} draft=${draft} onClose=${onClose} />
    </div>
  </form>`;
}
