// @ts-check
// The WebSocket of a page that another one becomes (pages/join.js), opened before that page is there. Its script goes on
// with it, as with the one that the head of a page opens (web-socket-client.js).
import { CONNECT, open } from "./web-socket-client.js";

/** @typedef {import("./web-socket-client.js").EarlySocket} EarlySocket */

const own = /** @type {{earlySocket?: EarlySocket}} */ (globalThis);

/** Opens a WebSocket for the page that this one is about to become, while the server makes that page. @param {string} code */
export function openEarly(code) {
  try {
    if (sessionStorage.getItem("line")) return;
    own.earlySocket?.close();
    const socket = /** @type {EarlySocket} */ (open(code));
    socket.heard = [];
    socket.onmessage = (event) => socket.heard.push(event);
    own.earlySocket = socket;
  } catch {
    // The script of the page opens one.
  }
}

/**
 * Says on that socket who this is, as the head of the page would.
 * @param {string} hello  As JSON. @param {string} ticket  From the server: the socket was opened without the cookie.
 */
export function introduce(hello, ticket) {
  const socket = own.earlySocket;
  if (!socket || !hello) return;
  const say = () => socket.send(CONNECT + JSON.stringify({ ...JSON.parse(hello), ticket }));
  socket.hello = hello;
  if (socket.readyState) say();
  else socket.onopen = say;
}
