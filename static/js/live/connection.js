// @ts-check
// The one connection to the server: says who we are and how far we are, takes what we miss, and comes back by itself.
import { signal } from "../../vendor/preact.js";
import { io } from "../../vendor/socket.io.js";
import { guess, local, remeasure, sample } from "./clock.js";
import { page } from "./facts.js";
import { apply } from "./records.js";

/** "connecting" at first, "live", "offline" while the network is away, "ended" when the server said no. */
export const status = signal("connecting");
/** @type {import("../../vendor/preact.js").Signal<{id: string, role: string, place: string} | null>} */
export const you = signal(null);
/** Why the server said no. @type {import("../../vendor/preact.js").Signal<{code: string, message: string} | null>} */
export const refusal = signal(null);
/** True once the first welcome has been taken over. */
export const welcomed = signal(false);

/** @type {number | null} */
let revision = null;
/** @type {string | null} */
let epoch = null;
/** @type {any} */
let socket = null;

/** Opens the connection. Call once. */
export function connect() {
  socket = io({
    auth: (/** @type {(data: any) => void} */ give) =>
      give({ meeting: page.code, as: page.as, since: revision, epoch }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.7,
    timeout: 10000,
    // WebSocket first, long-polling where an office blocks it.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
  });
  socket.on("welcome", (/** @type {any} */ message) => {
    apply(message.changes, message.full);
    revision = message.revision;
    epoch = message.epoch;
    guess(message.now);
    you.value = message.you;
    refusal.value = null;
    welcomed.value = true;
    status.value = "live";
    measure().catch(() => {});
  });
  socket.on("changes", (/** @type {any} */ message) => {
    apply(message.changes, false);
    revision = message.revision;
  });
  socket.on("disconnect", (/** @type {string} */ reason) => {
    if (status.value !== "ended") status.value = "offline";
    // The server ended this connection: come back at once and hear what we may be now.
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (/** @type {any} */ error) => {
    const said = error && error.data && error.data.error;
    if (said) {
      refusal.value = said;
      status.value = "ended";
    } else if (status.value !== "connecting") {
      status.value = "offline";
    }
  });
  window.addEventListener("online", wake);
  window.addEventListener("offline", () => {
    if (status.value === "live") status.value = "offline";
  });
  window.addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wake();
  });
  window.setInterval(() => measure().catch(() => {}), 60000);
}

/**
 * Sends an event and waits for its acknowledgement; rejects when none comes.
 * @param {string} event
 * @param {any} message
 * @returns {Promise<any>}
 */
export function ask(event, message) {
  if (!socket || !socket.connected) return Promise.reject(new Error("offline"));
  return socket.timeout(10000).emitWithAck(event, message);
}

/** The phone woke up or the network is back: do not wait for the next try. */
function wake() {
  remeasure();
  if (!socket || status.value === "ended") return;
  if (!socket.connected) {
    socket.connect();
    return;
  }
  // A connection that slept may be dead without knowing it; the question finds out.
  measure().catch(() => {
    if (socket.connected) socket.disconnect().connect();
  });
  if (status.value === "offline") status.value = "live";
}

/** Asks for the time, a few times. */
async function measure() {
  for (let n = 0; n < 4; n += 1) {
    const sent = local();
    const answer = await ask("clock", { sent });
    sample(sent, answer.now, local());
  }
}
