// Office hours: which sessions a day has, and the working time that passes between instants.
// A session is half-open: its closing instant is outside it (PROTOCOL.md).

import { DAY, HOUR, dayOf, parseDay, startOf, weekdayOf } from './calendar.mjs';

const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NOON = 12 * HOUR;
const HORIZON = 400; // days looked ahead before giving up

export class OfficeHours {
  constructor(rows, calendar) {
    this.calendar = calendar;
    this.rows = rows.map((row) => ({
      from: row.from ? parseDay(row.from) : -Infinity,
      to: row.to ? parseDay(row.to) : Infinity,
      days: parseWeekdays(row.days ?? 'mon-sun'),
      sessions: row.sessions.map(parseSession),
    }));
  }

  /** Sessions of a day, as [open, close] instants in order; none on a day off. */
  sessions(day) {
    const kind = this.calendar.kindOf(day);
    if (kind === 'off') return [];
    const inForce = this.rows.filter((row) => row.from <= day && day <= row.to);
    let rows = inForce.filter((row) => row.days.has(weekdayOf(day)));
    if (kind === 'worked' && rows.length === 0) rows = inForce.slice(0, 1);
    return rows
      .flatMap((row) => row.sessions)
      .map(([open, close]) => [startOf(day) + open, startOf(day) + close])
      .sort((a, b) => a[0] - b[0]);
  }

  isWorkingDay(day) {
    return this.sessions(day).length > 0;
  }

  nextWorkingDay(day) {
    for (let next = day + 1; next < day + HORIZON; next += 1) if (this.isWorkingDay(next)) return next;
    throw new Error('no working day follows');
  }

  /** Is the instant in working time? `closingInside`: the closing instant belongs to the session. */
  isOpen(at, closingInside = false) {
    return this.sessions(dayOf(at)).some(([open, close]) => open <= at && (at < close || (closingInside && at === close)));
  }

  opening(day) {
    return this.sessions(day)[0][0];
  }

  /** Where the morning of a working day ends, null where the day has no morning session. */
  endOfMorning(day) {
    const noon = startOf(day) + NOON;
    const morning = this.sessions(day).filter(([open]) => open < noon);
    return morning.length ? Math.min(morning.at(-1)[1], noon) : null;
  }

  /** Sessions that close after the instant, from its day on. */
  *sessionsAfter(at) {
    for (let day = dayOf(at); day < dayOf(at) + HORIZON; day += 1) {
      for (const session of this.sessions(day)) if (session[1] > at) yield session;
    }
  }

  /** The instant itself when open, else the start of the next session. */
  nextOpen(at) {
    for (const [open] of this.sessionsAfter(at)) return Math.max(open, at);
    throw new Error('no session follows');
  }

  /** The earliest instant at which `length` of working time has passed. */
  add(at, length) {
    let left = length;
    for (const [open, close] of this.sessionsAfter(at)) {
      const start = Math.max(open, at);
      if (left <= close - start) return start + left;
      left -= close - start;
    }
    throw new Error('not enough working time follows');
  }

  elapsed(from, to) {
    let sum = 0;
    for (const [open, close] of this.sessionsAfter(from)) {
      if (open >= to) break;
      sum += Math.min(close, to) - Math.max(open, from);
    }
    return sum;
  }
}

function parseWeekdays(text) {
  const days = new Set();
  for (const part of text.split(',')) {
    const [first, last = first] = part.trim().split('-').map((name) => NAMES.indexOf(name.trim()));
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === last) break;
    }
  }
  return days;
}

function parseSession(text) {
  return text.split('-').map((clock) => {
    const [hours, minutes] = clock.split(':').map(Number);
    return Math.min(hours * HOUR + minutes * (HOUR / 60), DAY);
  });
}
