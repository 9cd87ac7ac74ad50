"use strict";
// Working time in Vietnam: whole seconds of the wall clock (UTC+7), days counted from 1970.

const DAY = 86400;
const VN = 7 * 3600;
const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** An ISO 8601 instant with its offset, as seconds of the wall clock in Vietnam. */
function read(text) {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${text}`);
  return ms / 1000 + VN;
}

/** The same as ISO 8601 with +07:00. */
function write(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 19) + "+07:00";
}

const dayOf = (seconds) => Math.floor(seconds / DAY);
const isoDay = (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10);
/** The last microsecond of a day: a day ends with it. */
const endOfDay = (day) => `${isoDay(day)}T23:59:59.999999+07:00`;

function weekdays(text) {
  const found = new Set();
  for (const run of (text || "mon-fri").split(",")) {
    const [first, last] = run.split("-").map((name) => WEEK.indexOf(name));
    for (let at = first; ; at = (at + 1) % 7) {
      found.add(at);
      if (at === (last === undefined ? first : last)) break;
    }
  }
  return found;
}

function clock(text) {
  const [hour, minute, second] = text.split(":").map(Number);
  return hour * 3600 + minute * 60 + (second || 0);
}

/** Office hours and official days together. */
class Calendar {
  constructor(hours, days) {
    this.hours = hours.map((row) => ({
      from: row.from || "0000-01-01",
      to: row.to || "9999-12-31",
      days: weekdays(row.days),
      sessions: row.sessions.map((text) => text.split("-").map(clock)),
    }));
    this.off = new Set(days.off || []);
    this.worked = new Set(days.worked || []);
  }

  /** The sessions of a day, as [start, end) in seconds; none where the day is off. */
  sessions(day) {
    const iso = isoDay(day);
    const row = this.hours.find((part) => part.from <= iso && iso <= part.to);
    if (!row || !this.works(iso, day, row)) return [];
    return row.sessions.map(([start, end]) => [day * DAY + start, day * DAY + end]);
  }

  // A worked Saturday has the hours of an ordinary day; a holiday has none.
  works(iso, day, row) {
    if (this.worked.has(iso)) return true;
    return !this.off.has(iso) && row.days.has((day + 4) % 7);
  }

  /** Sessions from a day on, in order. */
  *from(day) {
    for (let at = day; at < day + 400; at += 1) yield* this.sessions(at);
  }

  /** A session is half-open: its end belongs to it only where that reading was chosen. */
  isOpen(instant, closing) {
    return this.sessions(dayOf(instant)).some(
      ([start, end]) => start <= instant && (instant < end || (closing && instant === end)),
    );
  }

  nextOpening(instant) {
    for (const [start] of this.from(dayOf(instant))) if (start >= instant) return start;
    throw new Error("no session");
  }

  nextWorkingDay(day) {
    let at = day + 1;
    while (this.sessions(at).length === 0) at += 1;
    return at;
  }

  opening(day) {
    return this.sessions(day)[0][0];
  }

  /** Until when *amount* seconds of working time last: used up at due, late after lateAfter. */
  add(instant, amount) {
    let left = amount;
    for (const [start, end] of this.from(dayOf(instant))) {
      const begin = Math.max(start, instant);
      if (begin >= end) continue;
      if (end - begin < left) {
        left -= end - begin;
        continue;
      }
      const due = begin + left;
      // No working time passes between two sessions, so that nothing is late before the next.
      return { due, lateAfter: due === end ? this.nextOpening(end) : due };
    }
    throw new Error("no session");
  }
}

module.exports = { Calendar, read, write, dayOf, endOfDay, DAY };
