// @ts-check
// A photograph is made upright and small before it leaves the device, and loses everything that stood in its file. The
// browser reads and encodes it away from the page's own thread.

/** As the server keeps it: handwriting stays legible, and a phone sends it in seconds. */
const LONGEST_SIDE = 2000;
const MAX_BYTES = 300_000;
const QUALITIES = [0.82, 0.72, 0.6, 0.48];
const THUMB_SIDE = 160;
/** Across the shorter side of a blurred box; fewer pixels than any face needs to be known by. */
const BLURRED_PIXELS = 5;

/** A place in a picture, in fractions of it. @typedef {{x: number, y: number, w: number, h: number}} Box */
/**
 * What somebody did to a picture.
 * @typedef {{kind: "turn"} | {kind: "straighten", angle: number} | {kind: "crop", box: Box} | {kind: "blur", box: Box}} Edit
 */

/** @param {number} width @param {number} height */
function newCanvas(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
const pen = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** @param {CanvasImageSource} image @param {number} width @param {number} height @param {number} side */
function drawnWithin(image, width, height, side) {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = newCanvas(width * scale, height * scale);
  const context = pen(canvas);
  // What is transparent becomes paper, not black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * The picture in a file, upright and small. Rejects if the browser cannot read it.
 * @param {File} file
 */
export async function readPicture(file) {
  if ("createImageBitmap" in window) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
    if (bitmap) {
      const canvas = drawnWithin(bitmap, bitmap.width, bitmap.height, LONGEST_SIDE);
      bitmap.close();
      return canvas;
    }
  }
  const image = new Image();
  image.src = await dataAddress(file);
  await image.decode();
  return drawnWithin(image, image.naturalWidth, image.naturalHeight, LONGEST_SIDE);
}

/** @param {Blob} file @returns {Promise<string>} */
function dataAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/**
 * The picture after these edits, one after the other.
 * @param {HTMLCanvasElement} picture @param {Edit[]} edits
 */
export function edited(picture, edits) {
  return edits.reduce((canvas, edit) => {
    if (edit.kind === "turn") return turned(canvas);
    if (edit.kind === "straighten") return straightened(canvas, (edit.angle * Math.PI) / 180);
    return edit.kind === "crop" ? cropped(canvas, edit.box) : blurred(canvas, edit.box);
  }, picture);
}

/** Turned to the right by a quarter. @param {HTMLCanvasElement} picture */
function turned(picture) {
  const canvas = newCanvas(picture.height, picture.width);
  const context = pen(canvas);
  context.translate(canvas.width, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(picture, 0, 0);
  return canvas;
}

/** Turned a little, and enlarged so that no corner is empty. @param {HTMLCanvasElement} picture @param {number} angle */
function straightened(picture, angle) {
  const { width, height } = picture;
  const canvas = newCanvas(width, height);
  const context = pen(canvas);
  const sides = Math.max(width / height, height / width);
  const scale = Math.cos(angle) + Math.abs(Math.sin(angle)) * sides;
  context.translate(width / 2, height / 2);
  context.rotate(angle);
  context.scale(scale, scale);
  context.drawImage(picture, -width / 2, -height / 2);
  return canvas;
}

/** @param {HTMLCanvasElement} picture @param {Box} box */
function pixels({ width, height }, { x, y, w, h }) {
  return /** @type {const} */ ([x * width, y * height, Math.max(1, w * width), Math.max(1, h * height)]);
}

/** @param {HTMLCanvasElement} picture @param {Box} box */
function cropped(picture, box) {
  const [x, y, w, h] = pixels(picture, box);
  const canvas = newCanvas(w, h);
  pen(canvas).drawImage(picture, x, y, w, h, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Nothing of what was in the box is left but a few pixels. @param {HTMLCanvasElement} picture @param {Box} box */
function blurred(picture, box) {
  const [x, y, w, h] = pixels(picture, box);
  const scale = BLURRED_PIXELS / Math.min(w, h);
  const few = newCanvas(Math.min(w, w * scale), Math.min(h, h * scale));
  const context = pen(few);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, x, y, w, h, 0, 0, few.width, few.height);
  const canvas = newCanvas(picture.width, picture.height);
  pen(canvas).drawImage(picture, 0, 0);
  pen(canvas).drawImage(few, 0, 0, few.width, few.height, x, y, w, h);
  return canvas;
}

/** The file that is sent, and its small picture. @param {HTMLCanvasElement} picture */
export async function encoded(picture) {
  const thumb = drawnWithin(picture, picture.width, picture.height, THUMB_SIDE).toDataURL("image/jpeg", 0.6);
  let blob = await jpeg(picture, QUALITIES[0]);
  for (const quality of QUALITIES.slice(1)) if (blob.size > MAX_BYTES) blob = await jpeg(picture, quality);
  return { bytes: await blob.arrayBuffer(), thumb };
}

/** @param {HTMLCanvasElement} picture @param {number} quality @returns {Promise<Blob>} */
function jpeg(picture, quality) {
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality);
  });
}
