#!/usr/bin/env node
"use strict";
// A client of the conformance protocol (PROTOCOL.md): one JSON object a line, in and out.

const readline = require("node:readline");
const identifiers = require("./identifiers.js");
const law = require("./law.js");

const QUESTIONS = {
  identify: (setup, given) => identifiers.identify(given),
  convert: (setup, given) => identifiers.convert(given),
  register: (setup, given) => identifiers.register(given),
  received: law.received,
  sent: law.sent,
  deadline: law.deadline,
};
const SUBJECTS = ["identifiers", "receipt", "deadlines"];
let days = { off: [], worked: [] };

function start(message) {
  days = message.calendar || days;
  return { op: "start", protocol: 1, name: "js-client 1", subjects: SUBJECTS };
}

function run(message) {
  const answer = QUESTIONS[message.question];
  if (!SUBJECTS.includes(message.subject) || !answer) {
    return { id: message.id, skip: `not implemented: ${message.subject}` };
  }
  try {
    return { id: message.id, ...answer(message.setup, message.given, days) };
  } catch (error) {
    return { id: message.id, skip: error.message };
  }
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

const lines = readline.createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const message = JSON.parse(line);
  if (message.op === "stop") lines.close();
  else say(message.op === "start" ? start(message) : run(message));
});
