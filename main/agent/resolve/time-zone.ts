/** What people call zones besides their IANA names; each with its own summer time. */
const spoken: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  et: 'America/New_York',
  central: 'America/Chicago',
  ct: 'America/Chicago',
  mountain: 'America/Denver',
  mt: 'America/Denver',
  pacific: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  boston: 'America/New_York',
  miami: 'America/New_York',
  washington: 'America/New_York',
  austin: 'America/Chicago',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  france: 'Europe/Paris',
  spain: 'Europe/Madrid',
  uk: 'Europe/London',
  british: 'Europe/London',
  mumbai: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  japan: 'Asia/Tokyo',
  'central european': 'Europe/Berlin',
  utc: 'Etc/UTC',
  gmt: 'Etc/UTC',
};

/** The cities of the IANA names: "berlin" of `Europe/Berlin`. */
const cities = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [
    (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase(),
    zone,
  ]),
);

/** Zones that are named as zones; a city needs "time" or "in" beside it. */
const bare = '(?:eastern|central|mountain|pacific|et|ct|mt|pt)';

/**
 * Takes another zone off a time: "3pm Berlin time", "noon in Tokyo", "9am Pacific". The person's own zone when none is
 * named ("9am my time"). Null when the words name no zone that is known; fixed ones like "CET" are the date library's.
 */
export function readZone(text: string): { readonly rest: string; readonly zone: string | null } | null {
  const own = /^(.+?)\s+(?:in\s+)?(?:my|our|local)\s+(?:time(?:\s?zone)?|zone)\b(.*)$/.exec(text);
  if (own) return { rest: `${own[1]}${own[2]}`, zone: null };
  const found =
    new RegExp(
      String.raw`^(.*\d\s*(?:[ap]m)?|.*\b(?:noon|midnight))\s+(${bare})(?:\s+(?:standard |daylight )?time)?(\s.*)?$`,
    ).exec(text) ??
    /^(.+?)\s+(?:in\s+|at\s+)?([a-z][a-z .]*?)(?:'s)?\s+time(\s.*)?$/.exec(text) ??
    /^(.*(?:\d|[ap]m|noon|midnight))\s+in\s+([a-z][a-z ]*)()$/.exec(text);
  if (!found) return null;
  const name = (found[2] ?? '').trim();
  const zone = spoken[name] ?? cities.get(name);
  return zone === undefined ? null : { rest: `${found[1] ?? ''}${found[3] ?? ''}`.trim(), zone };
}
