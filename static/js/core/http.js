// @ts-check
// Requests to the server beside the connection.

/**
 * Posts values as JSON.
 * @param {string} url @param {object} values @param {RequestInit} [more]
 */
export const postJson = (url, values, more) =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
    ...more,
  });

/**
 * Why a call failed, in words: what the server says, or that it could not be reached.
 * @param {unknown} fault @param {string} offline
 */
export const whyFailed = (fault, offline) =>
  fault instanceof TypeError || fault instanceof SyntaxError || !(fault instanceof Error) ? offline : fault.message;
