// @ts-check
// The published client of Socket.IO, for networks that let no WebSocket through: it begins with HTTP requests, and changes
// to a WebSocket where that works after all.
import { io, WebSocket, XHR } from "../../vendor/socket.io.js";
import { local } from "./clock.js";

/** @typedef {import("./web-socket-client.js").Client} Client */
/** @typedef {import("./web-socket-client.js").Listener} Listener */

/**
 * @param {string} code @param {Listener} listener
 * @param {() => void} onWebSocket  Called when it has changed to a WebSocket.
 * @returns {Client}
 */
export function pollingClient(code, listener, onWebSocket) {
  let hello = {};
  const query = { m: code, at: "" };
  const socket = io({
    auth: (/** @type {(data: object) => void} */ reply) => reply(hello),
    // Those who use it reconnect themselves.
    reconnection: false,
    autoConnect: false,
    query,
    transports: [XHR, WebSocket],
    tryAllTransports: true,
  });
  socket.onAny((/** @type {string} */ name, /** @type {any} */ message) => listener.event(name, message, local()));
  socket.on("disconnect", (/** @type {string} */ reason) => listener.ended(reason === "transport close"));
  socket.on("connect_error", (/** @type {{data?: {error?: any}}} */ error) => listener.failed(error.data?.error));
  socket.on("connect", () => socket.io.engine.once("upgrade", onWebSocket));
  return {
    isConnected: () => socket.connected,
    isWebSocket: () => socket.io.engine?.transport.name === "websocket",
    connect(who, at) {
      hello = who;
      query.at = at;
      socket.connect();
    },
    disconnect: () => socket.disconnect(),
    ask: (event, message, patience) => socket.timeout(patience).emitWithAck(event, message),
  };
}
