"use strict";
// The clauses on receipt, sending and deadlines, clause by clause.

const { Calendar, read, write, dayOf, endOfDay } = require("./time.js");

const LONG_AN = "long-an/24-2019";
const CA_MAU = "ca-mau/837-2019";
const PHU_YEN = "phu-yen/03-2022";
const THAI_BINH = "thai-binh/17-2019";

// First day in force, and who answers "when received": channel, relation, clock, clause.
const PROVINCES = {
  "long-an": {
    since: "2019-07-01",
    received: [[["system", "axis"], ["between-agencies"], "next-session", `${LONG_AN}#d10.k2`]],
    sent: [[["system", "axis"], `${LONG_AN}#d10.k1`]],
  },
  "ca-mau": {
    since: "2019-05-17",
    received: [[["system", "axis"], ["between-agencies"], "next-session", `${CA_MAU}#d11.k2`]],
    sent: [[["system", "axis"], `${CA_MAU}#d11.k1`]],
  },
  "phu-yen": {
    since: "2022-02-18",
    received: [
      [["system", "axis"], ["between-agencies"], "undetermined", `${PHU_YEN}#d8.k1`],
      [["sms", "email", "zalo"], ["to-individual"], "raw", `${PHU_YEN}#d8.k2.b`],
      [["email", "other-official"], ["inside", "between-agencies"], "next-working-day",
        `${PHU_YEN}#d8.k3.b`],
    ],
    sent: [[["email", "other-official"], `${PHU_YEN}#d8.k3.a`]],
  },
  "thai-binh": {
    since: "2019-09-09",
    received: [[["system", "axis"], ["between-agencies"], "undetermined", `${THAI_BINH}#d6`]],
    sent: [],
  },
};

const LIMITS = {
  [`${LONG_AN}#d5.k2.b`]: ["working-hours", 2],
  [`${PHU_YEN}#d9.k2.b`]: ["working-hours", 2],
  [`${CA_MAU}#d5.k3.s2`]: ["same-day"],
  "vn/01-2019-tt-bnv#d5.k2.p2": ["same-day"],
  "vn/30-2020-nd-cp#d21.k2.c": ["same-day"],
  "vn/28-2018-qd-ttg#d6.k2.s1": ["next-morning"],
  [`${THAI_BINH}#d4.k2.s1`]: ["next-morning"],
  "vn/30-2020-nd-cp#d15.k2.s1": ["next-working-day"],
  "vn/30-2020-nd-cp#d18.k1.s1": ["next-working-day"],
  // "Ngay", "kịp thời": the law gives no number.
  [`${CA_MAU}#d5.k3.s1`]: ["at-once"],
  [`${THAI_BINH}#d4.k2.s2`]: ["at-once"],
  "vn/28-2018-qd-ttg#d6.k2.p2": ["at-once"],
  [`${PHU_YEN}#d10.k3.s2`]: ["at-once"],
  [`${LONG_AN}#d14.k3.a`]: ["at-once"],
};

const undecided = (...clauses) => ({ answer: null, clauses });

function calendar(setup, days) {
  return new Calendar(setup.hours, days);
}

const CLOCKS = {
  raw: (cal, at) => at,
  "next-session": (cal, at, readings) => (cal.isOpen(at, readings.closing) ? at : cal.nextOpening(at)),
  "next-working-day": (cal, at, readings) => {
    if (cal.isOpen(at, readings.closing)) return at;
    const today = cal.sessions(dayOf(at)).some(([start]) => start >= at);
    if (readings.sameDay && today) return cal.nextOpening(at);
    return cal.opening(cal.nextWorkingDay(dayOf(at)));
  },
};

function received(setup, given, days) {
  const province = PROVINCES[setup.profile];
  const at = read(given.at);
  if (!province || write(at) < province.since) return undecided();
  const row = province.received.find(
    ([channels, relations]) =>
      channels.includes(given.channel || "system") &&
      relations.includes(given.relation || "between-agencies"),
  );
  if (!row) return undecided();
  const [, , clock, clause] = row;
  if (clock === "undetermined") return undecided(clause);
  const chosen = setup.readings || {};
  const readings = {
    closing: chosen["closing-instant"] === "inside",
    sameDay: chosen["before-opening"] === "same-day",
  };
  const moment = CLOCKS[clock](calendar(setup, days), at, readings);
  return { answer: { at: write(moment) }, clauses: [clause] };
}

/** Sent once success was reported; sending is not moved into office hours. */
function sent(setup, given) {
  const province = PROVINCES[setup.profile];
  const at = Math.max(read(given.published), read(given.acknowledged));
  const row = province && province.sent.find(([channels]) => channels.includes(given.channel || "system"));
  if (!row || write(at) < province.since) return undecided();
  return { answer: { at: write(at) }, clauses: [row[1]] };
}

const both = (text) => ({ due: text, late_after: text });

/** The morning ends with the last session that begins before noon. */
function endOfMorning(cal, day) {
  const ends = cal.sessions(day).filter(([start]) => start - day * 86400 < 43200).map(([, end]) => end);
  return ends[ends.length - 1];
}

const ENDS = {
  "working-hours": (cal, at, amount) => {
    const { due, lateAfter } = cal.add(at, amount * 3600);
    return { due: write(due), late_after: write(lateAfter) };
  },
  "same-day": (cal, at) => both(endOfDay(dayOf(at))),
  "next-working-day": (cal, at) => both(endOfDay(cal.nextWorkingDay(dayOf(at)))),
  "next-morning": (cal, at) => both(write(endOfMorning(cal, cal.nextWorkingDay(dayOf(at))))),
  "at-once": () => null,
};

function deadline(setup, given, days) {
  const limit = LIMITS[given.clause];
  if (!limit) throw new Error(`no limit known for ${given.clause}`);
  const [kind, amount] = limit;
  const answer = ENDS[kind](calendar(setup, days), read(given.from), amount);
  return { answer, clauses: [given.clause] };
}

module.exports = { received, sent, deadline };
