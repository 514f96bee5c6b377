// @ts-check
// The WebSocket that a script in the head of the page opens while this one is still on its way (templates/base.html): on a
// slow network that saves a second. What came over it meanwhile is told as soon as somebody listens.
import { WebSocket as SocketTransport } from "../../vendor/socket.io.js";

/** @typedef {WebSocket & {heard: string[]}} EarlySocket */

/** As in the standard: a socket's states up to here have not ended. */
const OPEN = 1;

/** The transport of socket.io, which begins with that one, if it is there and has not ended. */
export class EarlySocketTransport extends SocketTransport {
  /** @param {string} address @param {any} protocols @param {any} options @returns {WebSocket} */
  createSocket(address, protocols, options) {
    const own = /** @type {{earlySocket?: EarlySocket}} */ (globalThis);
    const early = own.earlySocket;
    own.earlySocket = undefined;
    // It was opened without knowing which process of the server has the meeting.
    if (!early || !(early.readyState <= OPEN) || /[?&]at=[^&]/.test(address))
      return super.createSocket(address, protocols, options);
    // The transport sets its listeners as soon as it has the socket, before anything else can happen to that.
    Promise.resolve().then(() => {
      if (early.readyState === OPEN) early.onopen?.(new Event("open"));
      for (const data of early.heard) early.onmessage?.(new MessageEvent("message", { data }));
    });
    return early;
  }
}
