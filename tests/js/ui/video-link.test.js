// Which calls open inside the page. tests/meeting/texts/test_video_link.py has the same links for the server's side.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isJitsi, isPublicJitsi, isSameServer, opensInside } from "../../../static/js/ui/video-link.js";

const links = JSON.parse(readFileSync(new URL("video-links.json", import.meta.url), "utf8"));

test("a Jitsi link is a room on a server, and nothing more", () => {
  for (const link of links.jitsi) assert.ok(isJitsi(link), link);
  for (const link of links.other) assert.ok(!isJitsi(link), link);
});

test("the public server of Jitsi opens in its own window", () => {
  for (const link of ["https://meet.jit.si/Homes", "https://beta.meet.jit.si/Homes"]) {
    assert.ok(isPublicJitsi(link) && !opensInside(link), link);
  }
  assert.ok(opensInside("https://meet.example.org/Homes"));
  assert.ok(opensInside("https://notjit.si.example.org/Homes"));
  assert.ok(!opensInside("https://zoom.us/j/123"));
});

test("a call changes by itself only to a room on the same server", () => {
  assert.ok(isSameServer("https://meet.example.org/a", "https://meet.example.org/b"));
  assert.ok(!isSameServer("https://meet.example.org/a", "https://meet.example.org:8443/b"));
  assert.ok(!isSameServer("", ""));
});
