// @ts-check
// A client of the protocol of Socket.IO (version 5, over version 4 of Engine.IO) that speaks over a WebSocket only, and
// says only what this server understands. The published client is ten times as large; it is loaded where a network lets
// no WebSocket through (polling-client.js). docs/protocol.md says what is sent.
//
// The address of a WebSocket says who this is, so that the welcome comes with the opening handshake; it is said once more
// when the socket is open, for a server that does not look there. A script in the head of the page has opened one while
// this script was still on its way (templates/base.html). On a slow network that saves three round trips.

/** @typedef {WebSocket & {hello: string, heard: MessageEvent[]}} EarlySocket */
/** @typedef {{code: string, message: string, params?: any}} Refused */
/**
 * @typedef {{
 *   event: (name: string, message: any, at: number) => void,
 *   failed: (refused?: Refused) => void,
 *   ended: (isClosedByServer: boolean) => void,
 * }} Listener  `event`: what the server says, and when that arrived, by the monotonic clock; `failed`: the connection was
 *   not made, or the server refused it; `ended`: one that was made has ended.
 */
/**
 * @typedef {{
 *   isConnected: () => boolean,
 *   isWebSocket: () => boolean,
 *   connect: (hello: object, at: string) => void,
 *   disconnect: () => void,
 *   ask: (event: string, message: object, patience: number) => Promise<any>,
 * }} Client  `connect`: as whom, and to which process of the server, if that is known; `ask`: resolves with the
 *   acknowledgement, and rejects if none comes within so many milliseconds.
 */

/** The packets of Engine.IO, and of Socket.IO in its messages. */
const OPEN = "0";
const PING = "2";
const PONG = "3";
export const CONNECT = "40";
const DISCONNECT = "41";
const EVENT = "42";
const ANSWER = "43";
const REFUSAL = "44";
/** As in the standard: the states of a socket up to this one have not ended. */
const STILL_OPEN = 1;

/**
 * @param {string} code  Of the meeting: where several processes of the server share the work, it leads to the right one.
 * @param {Listener} listener
 * @returns {Client}
 */
export function webSocketClient(code, listener) {
  /** @type {WebSocket | null} */
  let socket = null;
  let isConnected = false;
  /** What waits for an acknowledgement, by its number. @type {Map<string, (answer: any, error?: Error) => void>} */
  const waiting = new Map();
  let asked = 0;
  /** How long the server may be silent; it sends a ping once in a while. */
  let patience = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;

  /** @param {object} hello @param {string} at */
  function connect(hello, at) {
    leave();
    const early = takeEarlySocket(hello, at);
    const opened = early || open(code, JSON.stringify(hello), at);
    socket = opened;
    opened.onmessage = hear;
    opened.onclose = () => lost(true);
    // An error is always followed by a close, which says no more.
    opened.onerror = null;
    // As if it came now: whoever has called this may still be getting ready.
    if (early) {
      for (const event of early.heard) queueMicrotask(() => socket === early && hear(event));
      early.heard = [];
    }
  }

  /** @param {MessageEvent} event */
  function hear({ data, timeStamp }) {
    const type = data[0] === "4" ? data.slice(0, 2) : data[0];
    const text = data.slice(type.length);
    clearTimeout(silence);
    if (type === OPEN) {
      const { pingInterval, pingTimeout } = JSON.parse(text);
      patience = pingInterval + pingTimeout;
    } else if (type === PING) socket?.send(PONG);
    if (patience) silence = setTimeout(() => lost(false), patience);
    if (type === CONNECT) isConnected = true;
    else if (type === EVENT) {
      const [name, message] = JSON.parse(text);
      listener.event(name, message, timeStamp);
    } else if (type === ANSWER) {
      const [, number, answers] = /** @type {RegExpExecArray} */ (/^(\d+)(.*)$/s.exec(text));
      waiting.get(number)?.(JSON.parse(answers)[0]);
    } else if (type === REFUSAL) {
      leave();
      listener.failed(JSON.parse(text).data?.error);
    } else if (type === DISCONNECT) lost(false);
  }

  /** @param {boolean} isClosedByServer */
  function lost(isClosedByServer) {
    const was = isConnected;
    leave();
    if (was) listener.ended(isClosedByServer);
    else listener.failed();
  }

  /** Forgets the socket: nothing more comes from it. */
  function leave() {
    clearTimeout(silence);
    patience = 0;
    isConnected = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    socket = null;
    for (const settle of [...waiting.values()]) settle(null, new Error("disconnected"));
  }

  return {
    isConnected: () => isConnected,
    isWebSocket: () => true,
    connect,
    disconnect() {
      if (!isConnected) return leave();
      socket?.send(DISCONNECT);
      lost(false);
    },
    ask(event, message, patience) {
      return new Promise((resolve, reject) => {
        const number = String(asked++);
        const timer = setTimeout(() => settle(null, new Error("no answer")), patience);
        /** @param {any} answer @param {Error} [error] */
        function settle(answer, error) {
          clearTimeout(timer);
          waiting.delete(number);
          if (error) reject(error);
          else resolve(answer);
        }
        waiting.set(number, settle);
        socket?.send(`${EVENT}${number}${JSON.stringify([event, message])}`);
      });
    },
  };
}

/**
 * Opens a WebSocket.
 * @param {string} code @param {string} [hello]  Who this is, as JSON, if that is known. @param {string} [at]
 */
export function open(code, hello, at = "") {
  const server = window.location.origin.replace("http", "ws");
  const said = hello ? `&hello=${encodeURIComponent(hello)}` : "";
  const socket = new WebSocket(`${server}/socket.io/?EIO=4&transport=websocket&m=${code}&at=${at}${said}`);
  if (hello) socket.onopen = () => socket.send(CONNECT + hello);
  return socket;
}

/**
 * The socket of the page's head, once, if it has said the same.
 * @param {object} hello @param {string} at
 */
function takeEarlySocket(hello, at) {
  const own = /** @type {{earlySocket?: EarlySocket}} */ (globalThis);
  const early = own.earlySocket;
  own.earlySocket = undefined;
  if (!early) return null;
  // It was opened without knowing which process of the server has the meeting.
  if (!at && early.readyState <= STILL_OPEN && early.hello === JSON.stringify(hello)) return early;
  early.onopen = early.onmessage = null;
  early.close();
  return null;
}
