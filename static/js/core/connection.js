// @ts-check
// The one connection to the server: says who we are and how far we are, takes what we missed, and comes back by itself
// for as long as the page is open. What is known (the revision and its epoch) lives in memory only: a page that is
// loaded again gets everything again.
import { signal } from "../../vendor/preact.js";
import { io } from "../../vendor/socket.io.js";
import { guess, jumped, local, sample } from "./clock.js";
import { page } from "./page-data.js";
import { apply } from "./records.js";

/** "connecting" at first, "live", "offline" while the network is away, "ended" when the server said no. */
export const status = signal("connecting");
/** @type {{value: {id: string, role: string, place: string} | null, peek: () => {id: string, role: string, place: string} | null}} */
export const you = signal(null);
/** Why the server said no. @type {{value: {code: string, message: string} | null}} */
export const refusal = signal(null);
/** Whether the server can save just now; while it cannot, words wait on this device. */
export const saves = signal(true);
/** True once the first welcome has been taken over. */
export const welcomed = signal(false);

/** First pause before the next try, and the longest. Each is spread by half, so that a room does not come back as one. */
const PAUSE_MS = 700;
const MOST_PAUSE_MS = 8000;
/** Over so long a whole room spreads that comes back at the same time. */
const CROWD_MS = 3000;
/** How long a try may take until we are welcome. A network that swallows WebSockets says nothing at all, so a try that
 * begins with one is given up sooner. */
const WEBSOCKET_TRY_MS = 4000;
const POLLING_TRY_MS = 10000;
const ANSWER_MS = 10000;
/** A connection that slept may be dead without knowing it; a living one answers in this time. */
const PROBE_MS = 4000;
const MEASURE_EVERY_MS = 60000;
const WEBSOCKET_FIRST = ["websocket", "polling"];
const POLLING_FIRST = ["polling", "websocket"];
/** Refusals of a connection that say "not now". */
const LATER = ["not_saved", "too_fast"];

/** @type {number | null} */
let revision = null;
/** @type {string | null} */
let epoch = null;
/** @type {any} */
let socket = null;
let pause = PAUSE_MS;
let way = WEBSOCKET_FIRST;
/** When the try that is under way began; 0 when none is. */
let tried = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Opens the connection. Call once. */
export function connect() {
  socket = io({
    auth: (/** @type {(data: any) => void} */ give) =>
      give({ meeting: page.code, as: page.as, since: revision, epoch }),
    // Coming back is ours: at once when the phone wakes, gently otherwise, and never given up.
    reconnection: false,
    autoConnect: false,
    transports: WEBSOCKET_FIRST,
    tryAllTransports: true,
  });
  begin(remembered());
  socket.on("welcome", welcome);
  socket.on("changes", (/** @type {any} */ message) => {
    take(message, false);
    if (status.peek() === "offline") status.value = "live";
  });
  socket.on("saving", (/** @type {any} */ message) => (saves.value = message.ok));
  // A line that the other side has closed: the server may be on its way to come back, and so is the whole room.
  socket.on("disconnect", (/** @type {string} */ why) => lostTouch(why === "transport close" ? CROWD_MS : 0));
  socket.on("connect_error", (/** @type {any} */ error) => {
    const said = error?.data?.error;
    if (said && LATER.indexOf(said.code) < 0) end(said);
    else lostTouch();
  });
  window.addEventListener("online", () => wake());
  window.addEventListener("offline", () => {
    if (status.peek() === "live") status.value = "offline";
  });
  // A page on its way into the back/forward cache would lose its line without being told, and with an open one some
  // browsers do not keep it at all.
  window.addEventListener("pagehide", () => socket.disconnect());
  window.addEventListener("pageshow", (event) => {
    // Back to a page that had ended: what was said then may no longer be so.
    if (event.persisted && status.peek() === "ended") window.location.reload();
    else if (event.persisted) wake();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wake();
  });
  document.addEventListener("resume", () => wake());
  jumped(() => {
    wake();
    return status.peek() === "live";
  });
  setInterval(() => {
    if (!document.hidden) measure(2).catch(() => {});
  }, MEASURE_EVERY_MS);
  go();
}

/**
 * Sends an event and waits for its acknowledgement; rejects when none comes.
 * @param {string} event
 * @param {any} message
 * @returns {Promise<any>}
 */
export function ask(event, message) {
  if (!socket?.connected) return Promise.reject(new Error("offline"));
  return socket
    .timeout(ANSWER_MS)
    .emitWithAck(event, message)
    .catch((/** @type {Error} */ error) => {
      if (socket.connected) probe();
      throw error;
    });
}

/** One try. */
function go() {
  clearTimeout(timer);
  if (status.peek() === "ended" || socket.connected) return;
  tried = Date.now();
  const patience = way === WEBSOCKET_FIRST ? WEBSOCKET_TRY_MS : POLLING_TRY_MS;
  socket.io.timeout(patience);
  socket.connect();
  timer = setTimeout(() => {
    // Neither a welcome nor a refusal.
    socket.disconnect();
    lostTouch();
  }, patience);
}

/** @param {string[]} how  The transports, in the order in which they are tried from now on. */
function begin(how) {
  way = how;
  socket.io.opts.transports = how.slice();
  try {
    if (how === WEBSOCKET_FIRST) sessionStorage.removeItem("line");
    else sessionStorage.setItem("line", "polling");
  } catch {
    // Then a page that is loaded again finds it out again.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem("line") ? POLLING_FIRST : WEBSOCKET_FIRST;
  } catch {
    return WEBSOCKET_FIRST;
  }
}

/** The connection is gone, or a try came to nothing: the next try comes by itself. @param {number} [spread] */
function lostTouch(spread = 0) {
  if (status.peek() === "ended") return;
  tried = 0;
  if (status.peek() === "live") pause = PAUSE_MS;
  // A try that came to nothing may be an office that lets no WebSocket through: begin the next with plain requests.
  // They change over to a WebSocket by themselves where there is a way.
  else begin(POLLING_FIRST);
  status.value = "offline";
  clearTimeout(timer);
  timer = setTimeout(go, pause * (0.5 + Math.random()) + spread * Math.random());
  pause = Math.min(pause * 1.7, MOST_PAUSE_MS);
}

/** @param {{code: string, message: string}} said */
function end(said) {
  clearTimeout(timer);
  refusal.value = said;
  status.value = "ended";
}

/** @param {any} message */
function welcome(message) {
  if (!take(message, message.full)) return;
  clearTimeout(timer);
  pause = PAUSE_MS;
  epoch = message.epoch;
  guess(message.now);
  you.value = message.you;
  refusal.value = null;
  welcomed.value = true;
  saves.value = true;
  status.value = "live";
  const engine = socket.io.engine;
  if (engine.transport.name === "websocket") begin(WEBSOCKET_FIRST);
  else engine.once("upgrade", () => begin(WEBSOCKET_FIRST));
  measure(4).catch(() => {});
}

/**
 * Takes changes over. Where they cannot be read, everything is asked for again from the beginning.
 * @param {any} message
 * @param {boolean} full
 */
function take(message, full) {
  try {
    apply(message.changes, full);
    revision = message.revision;
    return true;
  } catch (error) {
    console.error(error);
    revision = epoch = null;
    socket.disconnect();
    lostTouch();
    return false;
  }
}

/** The phone woke up, or the network is back: do not wait for the next try. */
function wake() {
  if (!socket || status.peek() === "ended") return;
  if (!socket.connected) {
    pause = PAUSE_MS;
    // A try that has just begun is left alone: several things wake a page at the same time.
    if (Math.abs(Date.now() - tried) < PAUSE_MS) return;
    socket.disconnect();
    go();
    return;
  }
  if (status.peek() === "offline" && navigator.onLine !== false) status.value = "live";
  measure(4).catch(() => {});
  probe();
}

let probing = false;

/** Finds out whether the line is still alive; where it is not, begins anew at once. */
function probe() {
  if (probing) return;
  probing = true;
  socket
    .timeout(PROBE_MS)
    .emitWithAck("clock", { sent: local() })
    .catch(() => {
      if (!socket.connected) return;
      socket.disconnect();
      go();
    })
    .then(() => (probing = false));
}

/** Asks for the time, a few times. @param {number} times */
async function measure(times) {
  for (let n = 0; n < times; n += 1) {
    const sent = local();
    const answer = await ask("clock", { sent });
    sample(sent, answer.now, local());
  }
}
