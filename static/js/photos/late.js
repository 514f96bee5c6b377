// @ts-check
// What is loaded only when a photograph is opened: most people of a meeting never need it.
import { html } from "../../vendor/preact.js";
import { lateView } from "../ui/late.js";
import { paperNotesOf, viewedPhoto } from "./photo-card.js";

const Viewer = lateView(
  () => import("./photo-viewer.js"),
  (module) => module.PhotoViewer,
);

/** An open photograph in the place of an open note. */
export const LatePhotoDialog = lateView(
  () => import("./photo-dialog.js"),
  (module) => module.PhotoDialog,
);

const Paper = lateView(
  () => import("./paper-notes.js"),
  (module) => module.PaperNotes,
);

/** The photograph that is open at full size, or whose paper notes are found, over the page. */
export const OpenPhoto = () =>
  html`${viewedPhoto.value && html`<${Viewer} id=${viewedPhoto.value} />`}
    ${paperNotesOf.value && html`<${Paper} key=${paperNotesOf.value} id=${paperNotesOf.value} />`}`;
