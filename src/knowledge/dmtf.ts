/** Dates as WMI writes them: yyyymmddHHMMSS.mmmmmm, sign, minutes from UTC (win32 "CIM_DATETIME"). */
const dmtf = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d{3}([+-])(\d{3})$/;

/** Epoch milliseconds; NaN where the numbers are no date, null where it is not that writing at all. */
export function parseDmtf(text: string): number | null {
  const parts = dmtf.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, ms, sign, offset] = parts;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return local - (sign === '-' ? -1 : 1) * Number(offset) * 60_000;
}
