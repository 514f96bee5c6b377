// @ts-check
// A board on which there is nothing to read, at once; and back to what it showed.
import { one } from "../../core/records.js";
import { steer } from "../shell/commands.js";

export function blank() {
  steer("board.show", { view: "blank" });
}

export function backFromBlank() {
  const board = one("board");
  if (board) steer("board.show", { view: board.before || "auto", zone: board.zone, scale: board.scale });
}
