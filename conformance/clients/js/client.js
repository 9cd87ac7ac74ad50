// A client of the conformance suite: plain JavaScript, no dependencies.
// Written from PROTOCOL.md and the texts of the law alone, without the library's sources.

import { createInterface } from 'node:readline';
import { Calendar, NotCovered } from './calendar.mjs';
import { OfficeHours } from './hours.mjs';
import { convert, identify, register } from './identifiers.mjs';
import { deadline, elapsed } from './limits.mjs';
import { received, sent } from './receipt.mjs';

let calendar = new Calendar();
const hoursOf = (setup) => new OfficeHours(setup.hours ?? [], calendar);

const QUESTIONS = {
  identify: (given) => identify(given.text),
  convert: (given) => convert(given),
  register: (given) => register(given.ids),
  received: (given, setup) => received(given, setup, hoursOf(setup)),
  sent: (given, setup) => sent(given, setup),
  deadline: (given, setup) => deadline(given, setup, hoursOf(setup)),
  elapsed: (given, setup) => elapsed(given, hoursOf(setup)),
};

function reply(message) {
  if (message.op === 'start') {
    calendar = new Calendar(message.calendar ?? {});
    return { op: 'start', protocol: 1, name: 'egovdocs-js 2' };
  }
  const { id, question, given = {}, setup } = message;
  const ask = QUESTIONS[question];
  if (!ask) return { id, skip: `the question ${question} is not answered here` };
  try {
    return { id, ...ask(given, setup ?? {}) };
  } catch (error) {
    if (!(error instanceof NotCovered)) console.error(`${id}: ${error.stack}`);
    return { id, skip: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const message = JSON.parse(line);
  if (message.op === 'stop') break;
  process.stdout.write(`${JSON.stringify(reply(message))}\n`);
}
process.exit(0);
