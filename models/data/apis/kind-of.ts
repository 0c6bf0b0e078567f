import type { ValueKindName } from './values.ts';

type Rule = readonly [RegExp, ValueKindName];

/** What a number's name says about it; the first rule that fits decides. */
const numberRules: readonly Rule[] = [
  [/\bid\b|\bids\b|identifier|\bpk\b/u, 'numericId'],
  [/\blat(itude)?\b/u, 'latitude'],
  [/\b(lon|lng|long|longitude)\b/u, 'longitude'],
  [/\b(price|amount|cost|budget|salary|revenue|income|fee|balance|principal)\b/u, 'money'],
  [
    /\b(limit|max results|page size|per page|top|max|rows|size|page limit|num results|count|maximum|take|results per page)\b/u,
    'count',
  ],
  [/\bpage\b/u, 'page'],
  [/\b(offset|skip|start index|start at)\b/u, 'offset'],
  [/\byear\b/u, 'year'],
  [/\bage\b/u, 'age'],
  [/\b(percent|percentage|rate|interest|discount)\b/u, 'percent'],
  [/\b(probability|alpha|ratio|threshold|confidence)\b/u, 'fraction'],
  [/\bradius\b/u, 'radius'],
  [/\b(distance|range)\b/u, 'distance'],
  [/^(?:\w+ )?(?:width|height|depth)$|^length$/u, 'length'],
  [/\bweight\b/u, 'weight'],
  [/\btemperature\b/u, 'temperature'],
  [/\b(duration|minutes|timeout)\b/u, 'minutes'],
  [/\bseconds\b/u, 'seconds'],
  [/\bhours?\b/u, 'hours'],
  [/\bdays?\b/u, 'days'],
  [/\bmonths?\b/u, 'months'],
  [/\b(quantity|qty)\b/u, 'quantity'],
  [/\bport\b/u, 'port'],
  [/\b(rating|score|stars)\b/u, 'rating'],
  [/\b(timestamp|epoch)\b/u, 'timestamp'],
  [/\blevel\b/u, 'level'],
];

/** The same for texts. */
const textRules: readonly Rule[] = [
  [/\barn\b/u, 'arn'],
  [/.\b(ids?|uuid|guid|sid)$/u, 'id'],
  [/\be ?mails?\b/u, 'email'],
  [/\b(phone|mobile|msisdn|telephone|fax)\b/u, 'phone'],
  [/\b(url|uri|link|href|website|webhook|callback)\b/u, 'url'],
  [/\b(domain|hostname|host)\b/u, 'domain'],
  [/\bip( address)?\b|\bipv4\b/u, 'ip'],
  [/\b(time ?zone|tz)\b/u, 'timezone'],
  [/\b(password|passwd|passphrase)\b/u, 'password'],
  [/\b(user ?name|login|screen name|handle)\b/u, 'username'],
  [/\bfirst ?name|given name\b/u, 'firstName'],
  [/\b(last ?name|surname|family name)\b/u, 'lastName'],
  [
    /\b(full name|person|author|assignee|contact name|customer name|recipient|sender|attendee|patient|employee|guest)\b(?!.*\bid\b)/u,
    'person',
  ],
  [/\bresource ?group( name)?\b/u, 'resource'],
  [/\b(zip|postal|postcode)\b/u, 'zip'],
  [/\bcountry code\b/u, 'countryCode'],
  [/\bcountry\b/u, 'country'],
  [/\b(city|town)\b/u, 'city'],
  [/\b(province|us state|state or province)\b/u, 'state'],
  [/\b(street|address)\b/u, 'address'],
  [/\blat(itude)?\b/u, 'latitude'],
  [/\b(lon|lng|longitude)\b/u, 'longitude'],
  [/\bcurrency\b/u, 'currencyCode'],
  [/\b(locale|lang|language code)\b/u, 'languageCode'],
  [/\blanguage\b/u, 'language'],
  [/\b(region|zone)\b/u, 'region'],
  [/\b(location|place|destination|origin|area)\b(?!.*\bid\b)/u, 'location'],
  [/\b(start|from|since|begin|after|min) ?(date|day)|\b(date|day) (from|start)\b|\bsince\b|\bfromdate\b/u, 'start'],
  [/\b(end|to|until|before|max) ?(date|day)|\b(date|day) (to|end)\b|\buntil\b|\btodate\b/u, 'end'],
  [/\b(date ?time|timestamp|start time|end time|created at|updated at|expires?( at)?|time)\b/u, 'datetime'],
  [/\b(date|day|birthday|dob)\b/u, 'date'],
  [/\bmonth\b/u, 'month'],
  [/\b(season)\b/u, 'sportseason'],
  [/\byear\b/u, 'year'],
  [/\b(company|organi[sz]ation name|merchant|vendor|supplier|brand)\b(?!.*\bid\b)/u, 'company'],
  [/\brepo(sitory)?( name)?\b(?!.*\bid\b)/u, 'repo'],
  [/\b(org|owner)\b(?!.*\bid\b)/u, 'org'],
  [/\bbranch\b/u, 'branch'],
  [/\b(sha|commit|hash|digest)\b/u, 'sha'],
  [/\bversion\b/u, 'version'],
  [/\b(file ?name|file)\b/u, 'file'],
  [/\b(path|folder|directory|prefix)\b/u, 'path'],
  [/\b(query|search|keywords?|q|term|phrase)\b/u, 'query'],
  [/\b(sort|order ?by|sort ?by|ordering)\b/u, 'sort'],
  [/\b(title|subject|headline|heading)\b/u, 'title'],
  [/\b(text|message|body|content|comment|note|notes|reason)\b/u, 'text'],
  [/\b(description|summary|caption|bio|details)\b/u, 'description'],
  [/\b(colou?r)\b/u, 'color'],
  [/\b(symbol|ticker)\b/u, 'ticker'],
  [/\b(genre)\b/u, 'genre'],
  [/\b(team)\b(?!.*\bid\b)/u, 'team'],
  [/\b(league|competition)\b(?!.*\bid\b)/u, 'league'],
  [/\b(artist)\b(?!.*\bid\b)/u, 'artist'],
  [/\b(category|categories)\b(?!.*\bid\b)/u, 'category'],
  [/\b(tag|tags|label|labels)\b(?!.*\bid\b)/u, 'tag'],
  [/\b(status|state)\b/u, 'status'],
  [/\b(priority|severity)\b/u, 'priority'],
  [/\b(code|sku|barcode|coupon)\b/u, 'code'],
  [/\b(amount|price)\b/u, 'money'],
  [/\b(ids?|uuid|guid|key|identifier|sid|slug|number|reference|ref|index)\b/u, 'id'],
  [/\bdisplay name\b/u, 'name'],
  [/\b(product|item)( name)?$/u, 'product'],
  [
    /\b(database|table|bucket|cluster|instance|server|service|vault|queue|topic|stream|function|pool|namespace|container|network|subnet|gateway|job|workflow|pipeline|policy|group|project|site|environment|account|profile|domain|app|application|parent|resource|workspace|node|volume|image|host)( name)?$/u,
    'resource',
  ],
  [/\bname$/u, 'name'],
];

const find = (rules: readonly Rule[], words: string): ValueKindName | undefined =>
  rules.find(([pattern]) => pattern.test(words))?.[1];

/**
 * What a parameter holds, judged by its name in words, its JSON type and what its description says of it. Undefined for
 * texts that nothing is known of.
 */
export function kindOf(words: string, type: string, description: string): ValueKindName | undefined {
  if (type === 'integer' || type === 'number') return find(numberRules, words) ?? type;
  const said = description.toLowerCase();
  // Clouds call their regions locations.
  if (/\blocation\b/u.test(words) && /\b(azure|aws|google cloud|region|resource|cluster)\b/u.test(said))
    return 'region';
  if (/\b(iso ?8601|rfc ?3339|date-time|datetime)\b/u.test(said)) return find(textRules, words) ?? 'datetime';
  if (/\byyyy-mm-dd\b/u.test(said) && !/start|end|from|to|since|until/u.test(words)) return 'date';
  return find(textRules, words) ?? (/\b(the name of|name of the)\b/u.test(said) ? 'resource' : undefined);
}
