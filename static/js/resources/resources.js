// @ts-check
// Useful resources: the list that everyone has, and a form to offer something for it. The chair or a helper looks at each
// offer first.
import { html, useMemo, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { page } from "../core/page-data.js";
import { all, one } from "../core/records.js";
import { CancelButton, formName, KeptHint, useFormDraft } from "../drafts/form-draft.js";
import { tabStorage } from "../drafts/tab-storage.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { StillList } from "../ui/still-list.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { SavedNotice } from "../wall/saved-notice.js";

/** Bytes of a file, as the server takes it. */
const MAX_FILE_BYTES = 10 << 20;
const ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,image/*";
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
      html`<${StillList}
        class="stack tight resources"
        items=${shared}
        open=${false}
        row=${(/** @type {ResourceRecord} */ each, /** @type {object} */ attributes) =>
          html`<li ...${attributes} class="card"><${Resource} each=${each} /></li>`}
      />`
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

/** @param {{each: ResourceRecord | ResourceOfferRecord | OwnResourceOfferRecord}} props */
export function Resource({ each }) {
  const { file } = each;
  return html`<p class="resource-title" dir="auto">
      ${
        each.url
          ? html`<a href=${each.url} target="_blank" rel="noopener noreferrer nofollow">${each.title}</a>`
          : each.title
      }
    </p>
    ${each.url && html`<p class="soft small-text"><bdi>${new URL(each.url).host}</bdi></p>`}
    ${file && html`<p class="soft small-text"><a href=${`/m/${page.code}/files/${each.id}`} download><bdi>${file.name}</bdi></a> · ${t("thread.resources.size", { n: megabytes(file.size) })}</p>`}
    ${each.helps && html`<p class="small-text" dir="auto">${t("thread.resources.helps_line", { helps: each.helps })}</p>`}`;
}

/** With one decimal, and never 0. @param {number} bytes */
const megabytes = (bytes) => String(Math.max(0.1, Math.round(bytes / 1e5) / 10));

/**
 * Sends a file. It is not kept on the device: only the words beside it are.
 * @param {File} file @param {typeof EMPTY} form @param {string} id
 * @returns {Promise<import("../core/outbox.js").Answer>}
 */
async function sendFile(file, { url, title, helps }, id) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ id, url, title, helps })) body.append(name, value);
  body.append("file", file);
  try {
    const response = await fetch(`/api/meetings/${page.code}/files`, { method: "POST", body });
    const answer = await response.json();
    return response.ok ? { ok: true } : { ok: false, error: answer.error };
  } catch {
    return { ok: false, error: { code: "offline", message: t("common.status.offline") } };
  }
}

/** @param {{onClose: () => void}} props */
function OfferForm({ onClose }) {
  const draft = useFormDraft("resource", "", EMPTY);
  const [error, setError] = useState("");
  const { form } = draft;
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [busy, setBusy] = useState(false);
  // The same for each try with one file, so that it is never there twice.
  const id = useMemo(() => String(Math.random()), [file]);
  const ready = Boolean(file || form.url.trim() || form.title.trim()) && !busy;
  /** @param {Event & {currentTarget: HTMLInputElement}} event */
  const choose = ({ currentTarget }) => {
    const chosen = currentTarget.files?.[0] || null;
    const fits = !chosen || chosen.size <= MAX_FILE_BYTES;
    setFile(fits ? chosen : null);
    setError(fits ? "" : t("thread.resources.too_big"));
    if (!fits) currentTarget.value = "";
  };
  /** @param {Event} event */
  const offer = async (event) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setError("");
    const answer = await draft.submit((stored) =>
      file ? sendFile(file, form, id) : send("resource.offer", { ...form }, stored),
    );
    setBusy(false);
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
          placeholder=${type && "https://"}
          limit=${limit}
          value=${form[field]}
          autofocus=${n === 0}
          onText=${draft.type(field)}
        />
      </label>`,
    )}
    <label class="field">
      <span class="label">${t("thread.resources.file")}</span>
      <input class="input" type="file" accept=${ACCEPT} onChange=${choose} />
      <span class="soft small-text">${t("thread.resources.file_about")}</span>
    </label>
    ${busy && file && html`<${Status} says="comes" class="soft small-text">${t("thread.resources.sending")}</>`}
    ${error && html`<${Status} says="both" urgent class="error">${error}</>`}
    <div class="row">
      <button class="button" type="submit" aria-disabled=${ready ? undefined : "true"}>
        ${t("thread.resources.send")}
      </button>
      <${CancelButton} draft=${draft} onClose=${onClose} />
    </div>
  </form>`;
}
