// @ts-check
// The page's one connection to the server. It says who we are and which revision we have, receives the changes since
// then, and reconnects for as long as the page is open. The page itself brings the meeting as it stood when it was asked
// for, so that it can be drawn before there is a connection. The revision and its epoch are held in memory only: a page
// that is reloaded gets the full state again.
import { signal } from "../../vendor/preact.js";
import { inOwnWords } from "../ui/words.js";
import { guess, local, onClockJump, sample } from "./clock.js";
import { isTemporary, joinAs } from "./join-again.js";
import { page, pageCameAt, readJsonBlock } from "./page-data.js";
import { apply } from "./records.js";
import { FORGOTTEN, safely } from "./storage.js";
import { webSocketClient } from "./web-socket-client.js";

/** @typedef {import("./offline-store.js").CommandError} CommandError */
/** @typedef {{id: string, role: PersonRecord["role"], place: PersonRecord["place"]}} Self */
/** @typedef {{revision: number, changes: Parameters<typeof apply>[0]}} Changes */
/** @typedef {Changes & {full: boolean, epoch: string, now: number, you: Self}} Welcome */
/**
 * @template T
 * @typedef {import("../../vendor/preact.js").Signal<T>} Signal
 */

/** "connecting" at first, then "live"; "offline" without a connection, "ended" once the server has refused us. */
export const status = signal("connecting");
/** This person. @type {Signal<Self | null>} */
export const you = signal(null);
/** Why the server refused us. @type {Signal<CommandError | null>} */
export const refusal = signal(null);
/** Whether the server can save at the moment; while it cannot, words wait on this device. */
export const saves = signal(true);
/** True once there is a meeting to draw: from the page, or else from the first welcome. */
export const welcomed = signal(false);

/** The first pause before the next attempt, and the longest. Each varies by half, to spread the phones of a room. */
const FIRST_PAUSE_MS = 700;
const LONGEST_PAUSE_MS = 8000;
const PAUSE_GROWTH = 1.7;
/** When a whole room has lost its connection at once, its attempts are spread over this time. */
const SPREAD_MS = 3000;
/**
 * How long an attempt may take until the welcome. A network that drops WebSockets answers nothing at all, so an attempt
 * that begins with one is given up sooner.
 */
const WEBSOCKET_TRY_MS = 4000;
const POLLING_TRY_MS = 10000;
const ANSWER_MS = 10000;
/** After a sleep a connection may be dead without a sign of it; a working one answers in this time. */
const PROBE_MS = 4000;
const MEASURE_EVERY_MS = 60000;
const loadPolling = () => import("./polling-client.js");

/** @type {number | null} */
let revision = null;
/** @type {string | null} */
let epoch = null;
/** @typedef {import("./web-socket-client.js").Client} Client */
/** @type {Client} */
let webSocket;
/** The client for networks without WebSockets, once it was needed. @type {Client | null} */
let polling = null;
/** The one of the two that is used. @type {Client} */
let client;
/** Whether attempts begin with HTTP requests. */
let beginsWithPolling = false;
/** Whether a WebSocket has worked, and no attempt has failed since. */
let hasWorked = false;
/** Where several processes of the server share the work: the one that has our meeting, as far as we were told. */
let at = "";
let pause = FIRST_PAUSE_MS;
/** Whether we are taking a place again that we had lost. */
let isJoining = false;
/** Whether a newer tab or device of this person has taken the place of this one. */
let isReplaced = false;
/** When the current attempt began; 0 if there is none. */
let attemptedAt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Opens the connection. Call once. */
export function connect() {
  beginWithPage();
  client = webSocket = webSocketClient(page.code, listener);
  beginsWithPolling = Boolean(safely(() => sessionStorage.getItem("line")));
  window.addEventListener("online", wake);
  // Another tab had this device forget the meeting: somebody else may use it next.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === FORGOTTEN && newValue?.startsWith(page.code)) window.location.replace("/");
  });
  // A socket that is kept would look alive on the next network.
  window.addEventListener("offline", () => {
    if (client.isConnected()) client.disconnect();
  });
  // A page that enters the back/forward cache would lose its connection without an event, and some browsers do not
  // cache a page with an open one at all.
  window.addEventListener("pagehide", () => client.disconnect());
  window.addEventListener("pageshow", (event) => {
    // Back to a page that was refused: the reason may no longer hold.
    if (event.persisted && status.peek() === "ended") window.location.reload();
    else if (event.persisted) wake();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wake();
  });
  document.addEventListener("resume", wake);
  onClockJump(() => {
    wake();
    return status.peek() === "live";
  });
  setInterval(() => {
    if (!document.hidden) measure(2);
  }, MEASURE_EVERY_MS);
  attempt();
}

/** Takes the meeting from the page. Where that fails, the connection brings it. */
function beginWithPage() {
  /** @type {Welcome} */
  const held = readJsonBlock("meeting");
  if (!held.changes) return;
  try {
    apply(held.changes, true);
  } catch (error) {
    console.error(error);
    return;
  }
  revision = held.revision;
  epoch = held.epoch;
  guess(held.now + local() - pageCameAt());
  you.value = held.you;
  welcomed.value = true;
}

/**
 * Sends an event and waits for its acknowledgement; rejects if none comes.
 * @param {string} event
 * @param {object} message
 * @returns {Promise<any>}
 */
export function ask(event, message) {
  if (!client?.isConnected()) return Promise.reject(new Error("offline"));
  return client
    .ask(event, message, ANSWER_MS)
    .then((answer) => {
      if (answer?.error?.code === "lost_place") joinAgain(answer.error);
      return answer?.error ? { ...answer, error: inOwnWords(answer.error) } : answer;
    })
    .catch((/** @type {Error} */ error) => {
      if (client.isConnected()) probe();
      throw error;
    });
}

/** @type {import("./web-socket-client.js").Listener} */
const listener = {
  event(name, message, heardAt) {
    if (name === "welcome") welcome(message, heardAt);
    else if (name === "changes") {
      receive(message, false);
      if (status.peek() === "offline") status.value = "live";
    } else if (name === "saving") saves.value = message.ok;
    // This person has opened more tabs than the server keeps up to date. A tab that reconnected at once would end another.
    else if (name === "replaced") {
      isReplaced = true;
      end(inOwnWords(message.error));
    }
  },
  // If the server closed the connection it may be restarting, and the whole room reconnects.
  ended: (isClosedByServer) => retryLater(isClosedByServer ? SPREAD_MS : 0),
  failed(refused) {
    const elsewhere = refused?.params?.at;
    if (refused?.code === "lost_place") return joinAgain(refused);
    if (refused && !elsewhere && !isTemporary(refused)) return end(inOwnWords(refused));
    if (!elsewhere || elsewhere === at) return retryLater(0, refused !== undefined);
    at = elsewhere;
    attempt();
  },
};

/** One attempt to connect. */
async function attempt() {
  clearTimeout(timer);
  if (status.peek() === "ended" || isJoining || client.isConnected()) return;
  const began = Date.now();
  attemptedAt = began;
  timer = setTimeout(
    () => {
      // There was neither a welcome nor a refusal.
      client.disconnect();
      retryLater();
    },
    beginsWithPolling ? POLLING_TRY_MS : WEBSOCKET_TRY_MS,
  );
  if (beginsWithPolling && !polling) {
    try {
      // A module that once failed to load may never load again in the same page: it is asked for while the server answers.
      await fetch("/healthz", { cache: "no-store" });
      const { pollingClient } = await loadPolling();
      polling ||= pollingClient(page.code, listener, () => beginWithPolling(false));
    } catch {
      // The server cannot be reached in any way, so nothing is known about WebSockets.
      beginWithPolling(false);
    }
    // Another attempt has begun meanwhile, or this one took too long.
    if (attemptedAt !== began) return;
  }
  client = (beginsWithPolling && polling) || webSocket;
  client.connect({ meeting: page.code, as: page.as, since: revision, epoch }, at);
}

/** @param {boolean} isPolling  How attempts begin from now on. */
function beginWithPolling(isPolling) {
  beginsWithPolling = isPolling;
  // Where nothing is kept, a reloaded page has to find this out again.
  safely(() => (isPolling ? sessionStorage.setItem("line", "polling") : sessionStorage.removeItem("line")));
}

/**
 * The connection is lost, or an attempt has failed: schedules the next.
 * @param {number} [spread] @param {boolean} [isRefused]  By the server: so it can be reached as we tried.
 */
function retryLater(spread = 0, isRefused = false) {
  if (status.peek() === "ended") return;
  at = "";
  attemptedAt = 0;
  if (status.peek() === "live") pause = FIRST_PAUSE_MS;
  // A failed attempt may mean a firewall that lets no WebSocket through: begin the next with HTTP requests. They
  // upgrade to a WebSocket where that works. Where one has worked, the server may be starting again; and while the
  // client for that cannot be loaded, every other attempt is a WebSocket.
  else if (!isRefused) {
    beginWithPolling(!hasWorked && (polling !== null || !beginsWithPolling));
    hasWorked = false;
  }
  status.value = "offline";
  clearTimeout(timer);
  timer = setTimeout(attempt, pause * (0.5 + Math.random()) + spread * Math.random());
  pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS);
}

/** Somebody else has our place: takes one again, and then connects again. @param {CommandError} refused */
async function joinAgain(refused) {
  const me = you.peek();
  if (!me) return end(inOwnWords(refused));
  if (isJoining) return;
  isJoining = true;
  client.disconnect();
  clearTimeout(timer);
  if (status.peek() === "live") pause = FIRST_PAUSE_MS;
  status.value = "offline";
  const impossible = await joinAs(me);
  isJoining = false;
  if (impossible) end(inOwnWords(impossible));
  else retryLater(0, true);
}

/** @param {CommandError} refused */
function end(refused) {
  clearTimeout(timer);
  refusal.value = refused;
  status.value = "ended";
}

/** @param {Welcome} message @param {number} heardAt */
function welcome(message, heardAt) {
  if (!receive(message, message.full)) return;
  clearTimeout(timer);
  pause = FIRST_PAUSE_MS;
  epoch = message.epoch;
  guess(message.now + local() - heardAt);
  you.value = message.you;
  refusal.value = null;
  welcomed.value = true;
  saves.value = true;
  status.value = "live";
  hasWorked = client.isWebSocket();
  if (hasWorked) beginWithPolling(false);
  measure(4);
}

/**
 * Applies changes. If they cannot be read, asks for the full state again.
 * @param {Changes} message
 * @param {boolean} full
 */
function receive(message, full) {
  try {
    apply(message.changes, full);
    revision = message.revision;
    return true;
  } catch (error) {
    console.error(error);
    revision = epoch = null;
    client.disconnect();
    retryLater();
    return false;
  }
}

/** The phone woke up, or the network is back: do not wait for the next attempt. */
function wake() {
  if (isReplaced) {
    // Somebody looks at it again.
    isReplaced = false;
    refusal.value = null;
    status.value = "offline";
  }
  if (status.peek() === "ended") return;
  if (!client.isConnected()) {
    pause = FIRST_PAUSE_MS;
    // An attempt that has just begun goes on: several events wake a page at the same time.
    if (Math.abs(Date.now() - attemptedAt) < FIRST_PAUSE_MS) return;
    client.disconnect();
    attempt();
    return;
  }
  if (status.peek() === "offline" && navigator.onLine !== false) status.value = "live";
  measure(4);
  probe();
}

let isProbing = false;

/** Checks whether the connection still works, and reconnects at once if it does not. */
function probe() {
  if (isProbing) return;
  isProbing = true;
  client
    .ask("clock", { sent: local() }, PROBE_MS)
    .catch(() => {
      if (!client.isConnected()) return;
      client.disconnect();
      attempt();
    })
    .then(() => (isProbing = false));
}

/** Measures the server's clock with a few requests. @param {number} times */
async function measure(times) {
  try {
    for (; times > 0; times -= 1) {
      const sent = local();
      const answer = await ask("clock", { sent });
      sample(sent, answer.now, local());
    }
  } catch {
    // It is measured again later.
  }
}
