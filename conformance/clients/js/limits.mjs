// Limits: which clause sets which limit, and when it is used up.

import { HOUR, dayOf, endOf, formatInstant, parseDay, parseInstant } from './calendar.mjs';

/** First day of force. Thái Bình: no text says it; ten days after signing (30/8/2019) at the earliest. */
export const IN_FORCE = {
  'long-an/24-2019': '2019-07-01', // decision, Điều 2
  'ca-mau/837-2019': '2019-05-17', // decision, Điều 2: the day of signing
  'phu-yen/03-2022': '2022-02-18', // decision, Điều 2
  'thai-binh/17-2019': '2019-09-09',
  'vn/28-2018-qd-ttg': '2018-09-06', // Điều 22 khoản 1
  'vn/01-2019-tt-bnv': '2019-03-10', // Điều 23
  'vn/30-2020-nd-cp': '2020-03-05', // Điều 37: the day of signing
};

const PROFILE = {
  'long-an': 'long-an/24-2019',
  'ca-mau': 'ca-mau/837-2019',
  'phu-yen': 'phu-yen/03-2022',
  'thai-binh': 'thai-binh/17-2019',
};

// The shapes of a limit. Each takes (from, hours) and gives [due, late_after], or null: no number.
const workingHours = (count) => (from, hours) => {
  const due = hours.add(from, count * HOUR);
  // The limit that ends with a session is not exceeded before the next one opens.
  return [due, hours.nextOpen(due)];
};
const sameDay = (from) => [endOf(dayOf(from)), endOf(dayOf(from))];
const nextWorkingDay = (from, hours) => {
  const end = endOf(hours.nextWorkingDay(dayOf(from)));
  return [end, end];
};
const nextMorning = (from, hours) => {
  const end = hours.endOfMorning(hours.nextWorkingDay(dayOf(from)));
  return end === null ? null : [end, end];
};
const atOnce = () => null; // "ngay", "kịp thời": the law names no number

const LIMITS = {
  'long-an/24-2019#d5.k2.b': workingHours(2), // "không quá 02 giờ (giờ hành chính) sau khi nhận"
  'long-an/24-2019#d14.k3.a': atOnce, // "thông báo ngay"
  'long-an/24-2019#d14.k3.c': atOnce,
  'long-an/24-2019#d14.k2.b': atOnce,
  'ca-mau/837-2019#d5.k3.s1': atOnce, // "xử lý ngay"
  'ca-mau/837-2019#d5.k3.s2': sameDay, // "ngay trong ngày"
  'ca-mau/837-2019#d8.k2.a': atOnce, // "chuyển kịp thời"
  'phu-yen/03-2022#d9.k2.b': workingHours(2), // "02 giờ làm việc hành chính tiếp theo"
  'phu-yen/03-2022#d10.k3.s2': atOnce, // "kịp thời báo cáo"
  'thai-binh/17-2019#d4.k2.s1': nextMorning, // "chậm nhất là trong buổi sáng của ngày làm việc tiếp theo"
  'thai-binh/17-2019#d4.k2.s2': atOnce,
  'thai-binh/17-2019#d4.k2.s3': atOnce,
  'vn/28-2018-qd-ttg#d6.k2.s1': nextMorning,
  'vn/28-2018-qd-ttg#d6.k2.s2': atOnce,
  'vn/28-2018-qd-ttg#d6.k2.p2': atOnce, // urgent: "gửi ngay", "ngay sau khi tiếp nhận"
  'vn/01-2019-tt-bnv#d5.k2.p2': sameDay, // "thông báo ngay trong ngày"
  'vn/30-2020-nd-cp#d4.k2.c.s1': nextWorkingDay,
  'vn/30-2020-nd-cp#d4.k2.c.s2': atOnce,
  'vn/30-2020-nd-cp#d15.k2.s1': nextWorkingDay, // "chậm nhất là trong ngày làm việc tiếp theo"
  'vn/30-2020-nd-cp#d18.k1.s1': nextWorkingDay,
  'vn/30-2020-nd-cp#d18.k1.s2': atOnce,
  'vn/30-2020-nd-cp#d21.k2.c': sameDay, // "thông báo ngay trong ngày"
  'vn/30-2020-nd-cp#d23.k1.s1': nextWorkingDay,
};

/** The instruments that a setup puts in play; national texts only when it says so. */
export function applies(setup, instrument) {
  if (setup.instruments) return setup.instruments.includes(instrument);
  if (setup.national && instrument.startsWith('vn/')) return true;
  return PROFILE[setup.profile] === instrument;
}

export const inForce = (instrument, day) => day >= parseDay(IN_FORCE[instrument]);

/** The deadline question. */
export function deadline({ clause, from }, setup, hours) {
  const limit = LIMITS[clause];
  if (!limit) return { skip: `no limit known for ${clause}` };
  const instrument = clause.split('#')[0];
  const start = parseInstant(from);
  const ends = applies(setup, instrument) && inForce(instrument, dayOf(start)) ? limit(start, hours) : null;
  return {
    answer: ends && { due: formatInstant(ends[0]), late_after: formatInstant(ends[1]) },
    clauses: [clause],
  };
}

/** The elapsed question: seconds of working time. */
export function elapsed({ from, to }, hours) {
  return { answer: { seconds: hours.elapsed(parseInstant(from), parseInstant(to)) / 1e6 } };
}
