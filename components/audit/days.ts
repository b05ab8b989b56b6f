const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The local start of a date field's day; null if it is empty. */
export function beginningOf(day: string, daysLater = 0): number | null {
  const [, year, month, date] = DAY.exec(day) ?? [];
  if (!year) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime();
}

/** The local day of a time, as in a date field. */
export function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
