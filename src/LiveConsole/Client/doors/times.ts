/** Times written in UTC by the server, in the browser's zone and the page's language. */
export function localTimes(): void {
  const language = document.documentElement.lang;
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) time.textContent = localTime(time.dateTime, language, time.dataset["local"] === "day");
}

export function localTime(utc: string, language: string, dayOnly: boolean, zone?: string): string {
  const how: Intl.DateTimeFormatOptions = dayOnly
    ? { day: "numeric", month: "short", year: "numeric" }
    : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (zone !== undefined) how.timeZone = zone;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, how).format(new Date(utc));
}
