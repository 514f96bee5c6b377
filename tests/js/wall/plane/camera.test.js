// The camera: the whole wall can be seen on every screen, and buttons stay large enough to press.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsOf, Camera } from "../../../../static/js/wall/plane/camera.js";
import { layoutZones } from "../../../../static/js/wall/plane/layout.js";

const PHONE = { clientWidth: 360, clientHeight: 542 };
const LAPTOP = { clientWidth: 912, clientHeight: 593 };
/** What covers the bottom of the frame. */
const TOOLS = 56;

globalThis.requestAnimationFrame = (/** @type {() => void} */ draw) => {
  draw();
  return 0;
};
globalThis.window = /** @type {any} */ ({ setTimeout: () => 0 });

/** A wall with so many notes in each of its zones, and a camera on it. */
function looking(/** @type {any} */ frame, /** @type {number[]} */ notes, /** @type {number} */ across) {
  const single = (/** @type {number} */ n) =>
    Array.from({ length: n }, (_, at) => ({ id: `n${at}`, x: 0.5, y: 0.5, at }));
  const boxes = layoutZones(
    notes.map((n, id) => ({ zone: { id }, single: single(n), groups: [], waiting: [] })),
    across,
  );
  /** @type {Map<string, string>} */
  const written = new Map();
  const button = {
    style: { setProperty: (/** @type {string} */ name, /** @type {string} */ value) => void written.set(name, value) },
  };
  const plane = {
    current: { style: {}, dataset: {}, classList: { add() {}, remove() {} }, querySelectorAll: () => [button] },
  };
  const camera = new Camera({ current: frame }, plane, { current: { boxes } });
  return { camera, all: boundsOf(boxes), larger: () => Number(written.get("--larger")) };
}

const walls = /** @type {[string, any, number[], number][]} */ ([
  ["two hundred notes on a phone", PHONE, [133, 67, 0, 0], 2],
  ["two thousand notes on a phone", PHONE, [1000, 1000], 2],
  ["eleven zones on a phone", PHONE, [70, 10, 10, 10, 10, 10, 10, 10, 10, 10, 50], 2],
  ["no notes on a laptop", LAPTOP, [0, 0, 0, 0], 2],
]);

for (const [name, frame, notes, across] of walls) {
  test(`the whole wall is visible: ${name}`, () => {
    const { camera, all } = looking(frame, notes, across);
    camera.fit(all);
    const { left, top, width, height } = camera.inFrame(all);
    assert.ok(left >= 0 && left + width <= frame.clientWidth, `from ${left} to ${left + width}`);
    assert.ok(top >= 0 && top + height <= frame.clientHeight - TOOLS, `from ${top} to ${top + height}`);
  });

  test(`zooming out never zooms in, and has an end: ${name}`, () => {
    const { camera, all } = looking(frame, notes, across);
    camera.fit(all);
    for (let before = camera.zoom, n = 0; n < 20; n += 1, before = camera.zoom) {
      camera.zoomBy(1 / 1.3);
      assert.ok(camera.zoom <= before);
    }
    assert.ok(camera.zoom > 0.005);
  });
}

test("buttons are enlarged by as much as the wall is shrunk, and never shrunk when zoomed in", () => {
  const { camera, larger } = looking(LAPTOP, [0, 0, 0, 0], 2);
  for (const zoom of [0.5, 0.554, 0.72, 0.9, 1, 2.5]) {
    camera.look({ x: 0, y: 0, zoom });
    assert.ok(Math.abs(larger() * zoom - Math.max(1, zoom)) < 0.001, `${larger()} at ${zoom}`);
  }
});

test("a screen with hardly any height still shows the wall", () => {
  const { camera, all } = looking({ clientWidth: 360, clientHeight: 80 }, [5, 5], 2);
  camera.fit(all);
  assert.ok(camera.zoom > 0);
});
