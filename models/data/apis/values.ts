import * as entity from '../fillers/entities.ts';
import type { Filled } from '../fillers/index.ts';
import * as text from '../fillers/text.ts';
import * as time from '../fillers/time.ts';
import * as bank from '../fillers/words.ts';
import type { Rng } from '../rng.ts';
import {
  arn,
  around,
  code,
  dateTime,
  digitWords,
  displayName,
  dna,
  domain,
  fraction,
  id,
  ip,
  isoDate,
  latitude,
  longitude,
  measured,
  money,
  percent,
  person,
  plainInteger,
  plainNumber,
  resourceName,
  score,
  sentence,
  version,
  whole,
  workTitle,
  year,
} from './makers.ts';
import * as pool from './pools.ts';

/** What kind of thing a parameter holds: how its values look, and how people hang them onto a request. */
export interface ValueKind {
  readonly make: (rng: Rng) => string | Filled;
  /** Clauses with `{v}` for the value and `{w}` for the parameter in words; besides those that fit anything. */
  readonly say: readonly string[];
  /** Values may run on ("the report is late"): quotes or a sentence's end must mark where they stop. */
  readonly open?: boolean;
}

/** Puts quotation marks around a value, which are not of the value. */
export function quote(rng: Rng, value: string): Filled {
  const [open, close] = rng.pick(value.includes("'") || value.includes('’') ? quoteMarks.slice(0, 3) : quoteMarks);
  return around(open, value, close);
}
const quoteMarks = [
  ['"', '"'],
  ['"', '"'],
  ['“', '”'],
  ["'", "'"],
  ["'", "'"],
] as const;

const from = (words: readonly string[]) => (rng: Rng) => rng.pick(words);
const place = ['in {v}', 'in {v}', 'for {v}', 'near {v}', 'around {v}', 'at {v}', 'in the {v} area'];
const named = ['called {v}', 'named {v}', 'with the name {v}', '{v}'];
const between = ['by {v}', 'from {v}', 'of {v}'];

/** Every kind of value, by name. */
export const valueKinds = {
  integer: { make: plainInteger, say: [] },
  number: { make: plainNumber, say: [] },
  count: {
    make: (r: Rng) =>
      r.chance(0.2) ? r.pick(digitWords) : String(r.pick([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 50, 100])),
    say: [
      'limit {v}',
      'only {v} of them',
      'at most {v}',
      'up to {v} results',
      'just the first {v}',
      'top {v}',
      'show {v}',
      'max {v}',
      'limited to {v}',
      '{v} results',
      'no more than {v}',
      '{v} at a time',
    ],
  },
  page: { make: (r: Rng) => whole(r, 1, 12), say: ['page {v}', 'on page {v}', 'from page {v}'] },
  offset: {
    make: (r: Rng) => String(r.pick([5, 10, 20, 25, 30, 50, 100, 200])),
    say: ['skipping the first {v}', 'starting at {v}', 'offset {v}', 'skip {v}'],
  },
  year: { make: year, say: ['in {v}', 'for {v}', 'in the year {v}', 'for the year {v}', 'from {v}', 'of {v}'] },
  age: {
    make: (r: Rng) => whole(r, 18, 80),
    say: ['aged {v}', '{v} years old', 'age {v}', 'of age {v}', 'who is {v} years old'],
  },
  money: { make: money, say: ['of {v}', 'for {v}', 'at {v}'] },
  budget: {
    make: money,
    say: [
      'under {v}',
      'below {v}',
      'up to {v}',
      'for less than {v}',
      'within {v}',
      'with a budget of {v}',
      'no more than {v}',
    ],
  },
  percent: { make: percent, say: ['at {v}', 'of {v}', 'at a {w} of {v}', 'with {v} {w}', 'at {v} {w}'] },
  fraction: { make: fraction, say: ['of {v}'] },
  length: { make: measured(['meters', 'm', 'cm', 'feet', 'inches', 'units', 'km', 'metres', 'mm', 'ft']), say: [] },
  distance: {
    make: measured(['km', 'miles', 'kilometers', 'meters', 'm', 'light years']),
    say: ['over {v}', 'for {v}'],
  },
  radius: {
    make: measured(['km', 'miles', 'kilometers', 'meters', 'm']),
    say: ['within {v}', 'within a {w} of {v}', 'inside {v}'],
  },
  weight: { make: measured(['kg', 'kilograms', 'lbs', 'pounds', 'g', 'grams', 'tons']), say: ['weighing {v}'] },
  bodyheight: {
    make: measured(['cm', 'inches', 'centimeters', 'm', 'meters'], (r) =>
      r.pick([whole(r, 150, 200), `1.${r.int(50, 99)}`]),
    ),
    say: [],
  },
  temperature: {
    make: measured(['degrees', '°C', '°F', 'degrees Celsius', 'K', 'degrees Fahrenheit', 'Kelvin']),
    say: ['at {v}', 'at a {w} of {v}', 'to {v}'],
  },
  angle: { make: measured(['degrees', 'radians', '°'], (r) => whole(r, 1, 180)), say: ['at {v}', 'at an {w} of {v}'] },
  speed: { make: measured(['m/s', 'km/h', 'mph', 'meters per second']), say: ['at {v}', 'moving at {v}', 'going {v}'] },
  acceleration: { make: measured(['m/s^2', 'm/s²', 'meters per second squared']), say: ['accelerating at {v}'] },
  seconds: { make: measured(['seconds', 's', 'sec', 'secs']), say: ['for {v}', 'after {v}', 'in {v}'] },
  minutes: {
    make: measured(['minutes', 'mins', 'min'], (r) => String(r.pick([5, 10, 15, 20, 30, 45, 60, 90, 120]))),
    say: ['for {v}', 'in {v}', 'lasting {v}', 'under {v}'],
  },
  hours: {
    make: measured(['hours', 'hrs', 'hour'], (r) => whole(r, 1, 48)),
    say: ['for {v}', 'in {v}', 'lasting {v}'],
  },
  days: {
    make: measured(['days', 'day', 'days'], plainInteger, 0.05),
    say: ['for {v}', 'for the next {v}', 'over {v}', 'for the last {v}', 'in the upcoming {v}'],
  },
  nights: {
    make: measured(['nights', 'night'], (r) => r.pick([whole(r, 1, 14), 'two', 'three', 'five']), 0),
    say: ['for {v}', 'staying {v}'],
  },
  months: {
    make: measured(['months', 'month'], (r) => whole(r, 1, 60), 0.05),
    say: ['for {v}', 'over {v}', 'for the next {v}'],
  },
  years: {
    make: measured(['years', 'years', 'year'], (r) => (r.chance(0.2) ? r.pick(digitWords) : whole(r, 1, 40)), 0.05),
    say: ['for {v}', 'over {v}', 'after {v}', 'in {v}', 'for the next {v}'],
  },
  people: {
    make: measured(
      ['people', 'guests', 'persons', 'adults'],
      (r) => (r.chance(0.3) ? r.pick(digitWords) : whole(r, 1, 12)),
      0.05,
    ),
    say: ['for {v}', 'for a party of {v}', 'for a group of {v}'],
  },
  servings: {
    make: measured(['servings', 'people', 'persons'], (r) => whole(r, 1, 10), 0.05),
    say: ['for {v}', 'that serves {v}', 'serving {v}'],
  },
  calories: {
    make: measured(['calories', 'kcal', 'cal'], (r) => whole(r, 1, 30) + '00'.slice(r.int(0, 1))),
    say: ['with {v}', 'under {v}', 'with fewer than {v}'],
  },
  mass: { make: measured(['kg', 'grams', 'g', 'kilograms', 'solar masses']), say: [] },
  volume: { make: measured(['liters', 'L', 'm^3', 'ml', 'cubic meters', 'cm³', 'gallons']), say: [] },
  area: { make: measured(['square feet', 'square meters', 'sq ft', 'm²', 'm^2', 'acres', 'hectares']), say: [] },
  force: { make: measured(['N', 'newtons', 'Newtons', 'kN']), say: [] },
  energy: { make: measured(['J', 'joules', 'kJ', 'eV', 'kWh']), say: [] },
  power: { make: measured(['W', 'watts', 'kW', 'horsepower']), say: [] },
  pressure: { make: measured(['Pa', 'atm', 'kPa', 'bar', 'psi']), say: [] },
  voltage: { make: measured(['V', 'volts', 'mV']), say: [] },
  current: { make: measured(['A', 'amps', 'amperes', 'mA']), say: [] },
  resistance: { make: measured(['ohms', 'Ω', 'ohm', 'kΩ']), say: [] },
  charge: { make: measured(['C', 'coulombs', 'µC', 'nC']), say: [] },
  frequency: { make: measured(['Hz', 'hertz', 'kHz', 'MHz', 'GHz']), say: ['at {v}'] },
  wavelength: { make: measured(['nm', 'nanometers', 'meters', 'm', 'µm']), say: ['at {v}'] },
  moles: { make: measured(['moles', 'mol']), say: ['of {v}'] },
  concentration: { make: measured(['M', 'mol/L', 'mM', 'ppm', 'mg/L']), say: [] },
  density: { make: measured(['kg/m^3', 'g/cm³', 'kg/m³', 'g/ml']), say: [] },
  field: { make: measured(['T', 'tesla', 'N/C', 'V/m', 'Tesla']), say: [] },
  century: {
    make: (r: Rng) =>
      around(
        r.pick(['', '', 'the ']),
        r.pick(['15th', '16th', '17th', '18th', '19th', '20th', '12th', '5th']),
        ' century',
      ),
    say: ['in {v}', 'of {v}', 'from {v}'],
  },
  bedrooms: {
    make: measured(['bedrooms', 'beds', 'bedroom'], (r) => (r.chance(0.2) ? r.pick(digitWords) : whole(r, 1, 6)), 0),
    say: ['with {v}', 'that has {v}', 'and {v}'],
  },
  bathrooms: {
    make: measured(['bathrooms', 'baths', 'bathroom'], (r) => (r.chance(0.2) ? r.pick(digitWords) : whole(r, 1, 4)), 0),
    say: ['with {v}', 'that has {v}', 'and {v}'],
  },
  tickets: {
    make: measured(['tickets', 'seats', 'ticket'], (r) => (r.chance(0.3) ? r.pick(digitWords) : whole(r, 1, 8)), 0),
    say: ['{v}', 'with {v}'],
  },
  quantity: { make: plainInteger, say: ['{v} of them', 'quantity {v}', '{v} units', 'x{v}', '{v} pieces'] },
  decimals: {
    make: measured(['decimal places', 'decimals', 'digits'], (r) => whole(r, 1, 6), 0),
    say: ['rounded to {v}', 'to {v}', 'round to {v}', 'with {v}', 'up to {v}'],
  },
  port: {
    make: (r: Rng) => String(r.pick([80, 443, 8080, 3000, 5432, 3306, 6379, 22, 9200, 27017, 8443])),
    say: ['on port {v}', 'port {v}', 'at port {v}'],
  },
  rating: {
    make: (r: Rng) =>
      r.chance(0.5) ? { text: score(r) } : around('', score(r), r.pick([' stars', ' star', ' out of 5'])),
    say: [
      'with a rating of {v}',
      'rated {v}',
      'with at least {v}',
      'rated {v} or higher',
      'with a rating above {v}',
      'with {v} or more',
    ],
  },
  timestamp: { make: (r: Rng) => `1${entity.digits(r, 9)}`, say: ['at {v}', 'since {v}'] },
  latitude: { make: latitude, say: ['latitude {v}', 'at latitude {v}', 'lat {v}', 'with latitude {v}', 'lat: {v}'] },
  longitude: {
    make: longitude,
    say: ['longitude {v}', 'and longitude {v}', 'lon {v}', 'with longitude {v}', 'long: {v}'],
  },
  level: { make: (r: Rng) => whole(r, 1, 10), say: ['level {v}', 'at level {v}'] },
  volumelevel: {
    make: measured(['%', 'percent'], (r) => whole(r, 0, 100), 0.5),
    say: ['to {v}', 'at {v}', 'at volume {v}'],
  },

  id: {
    make: id,
    say: [
      '{v}',
      'with id {v}',
      'with ID {v}',
      'id {v}',
      'ID: {v}',
      '#{v}',
      'with the ID {v}',
      '(id {v})',
      'for {v}',
      'for id {v}',
      'number {v}',
      'whose id is {v}',
      'that has the identifier {v}',
    ],
  },
  numericId: {
    make: (r: Rng) => entity.digits(r, r.int(1, 8)),
    say: [
      '{v}',
      'with id {v}',
      'with ID {v}',
      'id {v}',
      '#{v}',
      'number {v}',
      'with the ID {v}',
      'for {v}',
      'whose id is {v}',
    ],
  },
  arn: { make: arn, say: ['{v}', 'with ARN {v}', 'for {v}'] },
  resource: {
    make: resourceName,
    say: ['{v}', 'called {v}', 'named {v}', 'for {v}', 'on {v}', 'in {v}', 'from {v}', 'of {v}'],
  },
  name: { make: displayName, say: named },
  person: { make: person, say: ['for {v}', 'of {v}', 'by {v}', 'named {v}', 'with {v}'] },
  firstName: { make: from(bank.firstNames), say: ['named {v}', 'for {v}', 'first name {v}', 'called {v}'] },
  lastName: { make: from(bank.lastNames), say: ['last name {v}', 'with surname {v}', 'surname {v}'] },
  company: {
    make: (r: Rng) => (r.chance(0.5) ? r.pick(pool.companies) : entity.company(r)),
    say: ['for {v}', 'of {v}', 'at {v}', 'from {v}', 'by {v}', 'for the company {v}'],
  },
  username: {
    make: entity.login,
    say: ['for {v}', 'for user {v}', 'of {v}', 'user {v}', 'with username {v}', 'by {v}', 'as {v}'],
  },
  email: {
    make: entity.email,
    say: ['for {v}', 'to {v}', 'with email {v}', 'whose email is {v}', '({v})', 'at {v}', 'using {v}', 'email {v}'],
  },
  phone: { make: entity.phone, say: ['at {v}', 'to {v}', 'with phone {v}', 'phone number {v}', 'on {v}', 'for {v}'] },
  city: { make: (r: Rng) => (r.chance(0.75) ? r.pick(pool.cities) : r.pick(pool.places)), say: place },
  location: {
    make: (r: Rng) =>
      r.pick([
        r.pick(pool.cities),
        r.pick(pool.cities),
        r.pick(pool.places),
        r.pick(pool.places),
        r.pick(pool.landmarks),
        r.pick(pool.countries),
        r.pick(pool.states),
      ]),
    say: place,
  },
  from: {
    make: (r: Rng) => r.pick([r.pick(pool.cities), r.pick(pool.places), r.pick(pool.cities)]),
    say: ['from {v}', 'from {v}', 'leaving {v}', 'starting in {v}', 'departing {v}', 'out of {v}', 'starting from {v}'],
  },
  to: {
    make: (r: Rng) => r.pick([r.pick(pool.cities), r.pick(pool.places), r.pick(pool.cities)]),
    say: ['to {v}', 'to {v}', 'going to {v}', 'heading to {v}', 'arriving in {v}'],
  },
  country: { make: from(pool.countries), say: ['in {v}', 'for {v}', 'of {v}', 'from {v}'] },
  countryCode: { make: from(pool.countryCodes), say: ['in {v}', 'for {v}', 'with country code {v}', 'country {v}'] },
  state: { make: from(pool.states), say: ['in {v}', 'for {v}', 'in the state of {v}'] },
  address: { make: entity.address, say: ['at {v}', 'to {v}', 'from {v}', 'located at {v}', 'near {v}'] },
  zip: {
    make: (r: Rng) => r.pick([entity.digits(r, 5), entity.digits(r, 5), 'SW1A 1AA', 'K1A 0B1', '10115']),
    say: ['in {v}', 'zip {v}', 'for zip code {v}', 'with postal code {v}', 'near {v}'],
  },
  landmark: { make: from(pool.landmarks), say: ['near {v}', 'at {v}', 'to {v}', 'around {v}'] },
  date: {
    make: (r: Rng) => (r.chance(0.45) ? isoDate(r) : time.date(r)),
    say: ['on {v}', 'for {v}', 'on {v}', 'dated {v}', 'of {v}'],
  },
  start: {
    make: (r: Rng) => (r.chance(0.5) ? isoDate(r) : time.date(r)),
    say: [
      'from {v}',
      'starting {v}',
      'since {v}',
      'beginning {v}',
      'starting on {v}',
      'after {v}',
      'starting from {v}',
    ],
  },
  end: {
    make: (r: Rng) => (r.chance(0.5) ? isoDate(r) : time.date(r)),
    say: ['to {v}', 'until {v}', 'till {v}', 'ending {v}', 'before {v}', 'through {v}', 'up to {v}'],
  },
  time: { make: time.time, say: ['at {v}', 'for {v}', 'at {v}'] },
  datetime: { make: dateTime, say: ['at {v}', 'on {v}', 'for {v}'] },
  duration: { make: time.duration, say: ['for {v}', 'lasting {v}', 'with a duration of {v}'] },
  month: {
    make: (r: Rng) => r.pick(time.months),
    say: ['in {v}', 'for {v}', 'in the month of {v}'],
  },
  weekday: {
    make: (r: Rng) => r.pick([...time.days, 'the weekend', 'today', 'tomorrow']),
    say: ['on {v}', 'for {v}'],
  },
  season: { make: from(pool.seasons), say: ['in {v}', 'during {v}', 'for {v}', 'in the {v}'] },
  sportseason: {
    make: (r: Rng) => {
      const y = r.int(2005, 2025);
      return r.pick([`${y}-${y + 1}`, `${y}/${String(y + 1).slice(2)}`, String(y), `${y}-${String(y + 1).slice(2)}`]);
    },
    say: ['in the {v} season', 'for the {v} season', 'in {v}', 'during the {v} season', 'for season {v}'],
  },
  recurrence: { make: time.recurrence, say: ['{v}', 'repeating {v}'] },
  timezone: { make: from(pool.timeZones), say: ['in {v}', '{v}', 'in the {v} timezone', '({v})'] },
  url: { make: entity.url, say: ['at {v}', 'from {v}', '{v}', 'with the URL {v}', 'using {v}', 'for {v}', 'to {v}'] },
  domain: { make: domain, say: ['for {v}', 'of {v}', 'on {v}', '{v}', 'for the domain {v}'] },
  ip: { make: ip, say: ['for {v}', 'at {v}', 'with IP {v}', '{v}', 'from {v}', 'IP: {v}', 'for the IP address {v}'] },
  path: { make: entity.path, say: ['at {v}', 'in {v}', '{v}', 'from {v}', 'to {v}'] },
  file: { make: from(bank.files), say: ['{v}', 'called {v}', 'named {v}', 'from {v}', 'in {v}'] },
  branch: { make: entity.branch, say: ['on {v}', 'on branch {v}', 'from {v}', 'of the {v} branch'] },
  repo: { make: entity.repo, say: ['in {v}', 'of {v}', 'for {v}', 'in the {v} repo', 'from {v}'] },
  org: { make: from(bank.orgNames), say: ['in {v}', 'of {v}', 'for {v}', 'at {v}', 'in the {v} org'] },
  sha: { make: (r: Rng) => entity.hex(r, r.pick([7, 8, 40])), say: ['{v}', 'at {v}', 'for commit {v}'] },
  tag: { make: from(bank.labelNames), say: ['tagged {v}', 'with the tag {v}', 'labeled {v}', 'with label {v}'] },
  version: { make: version, say: ['version {v}', 'at version {v}', 'v {v}', 'in version {v}'] },
  code: { make: code, say: ['{v}', 'with code {v}', 'code {v}', 'using code {v}'] },
  region: { make: from(pool.regions), say: ['in {v}', 'in region {v}', 'for {v}', 'in the {v} region'] },
  language: { make: from(pool.languages), say: ['in {v}', 'in {v}', 'into {v}', '{v} language'] },
  toLanguage: { make: from(pool.languages), say: ['to {v}', 'into {v}', 'in {v}'] },
  fromLanguage: { make: from(pool.languages), say: ['from {v}'] },
  languageCode: { make: from(pool.languageCodes), say: ['in {v}', 'language {v}', 'with locale {v}'] },
  currency: { make: from(pool.currencies), say: ['in {v}', 'in {v}', 'with {v} as currency'] },
  fromCurrency: { make: from(pool.currencies), say: ['from {v}', 'from {v}', 'out of {v}'] },
  toCurrency: { make: from(pool.currencies), say: ['to {v}', 'into {v}', 'in {v}', 'to {v}'] },
  currencyCode: { make: from(pool.currencyCodes), say: ['in {v}', 'currency {v}'] },
  color: { make: from(pool.colors), say: ['in {v}', 'colored {v}', 'with color {v}'] },
  query: {
    make: (r: Rng) => r.pick([text.query(r), r.pick(pool.subjects), r.pick(pool.products), displayName(r)]),
    say: [
      'for {v}',
      'matching {v}',
      'about {v}',
      'containing {v}',
      'with {v} in it',
      'that mention {v}',
      'related to {v}',
    ],
    open: true,
  },
  topic: { make: from(pool.subjects), say: ['about {v}', 'on {v}', 'related to {v}', 'on the topic of {v}', 'in {v}'] },
  title: {
    make: (r: Rng) => (r.chance(0.5) ? workTitle(r) : text.title(r)),
    say: ['titled {v}', 'called {v}', 'with the title {v}', 'named {v}'],
    open: true,
  },
  text: {
    make: sentence,
    say: [': {v}', 'saying {v}', 'with the {w} {v}', 'that says {v}', 'with {w}: {v}'],
    open: true,
  },
  description: {
    make: (r: Rng) => (r.chance(0.5) ? sentence(r) : text.title(r)),
    say: ['with the description {v}', 'described as {v}', 'with {w} {v}', 'and describe it as {v}'],
    open: true,
  },
  word: {
    make: (r: Rng) =>
      r.pick([
        () => r.pick(pool.adjectives),
        () => r.pick(pool.subjects),
        () => r.pick(pool.titleNouns).toLowerCase(),
        () => r.pick(pool.resourceWords),
        () => resourceName(r),
        () => id(r),
        () => plainInteger(r),
        () => displayName(r),
        () => code(r),
      ])(),
    say: [],
  },
  password: {
    make: (r: Rng) =>
      r.pick([
        `${r.pick(pool.titleNouns)}${r.int(10, 999)}!`,
        entity.hex(r, 10),
        `s3cret${r.int(1, 99)}`,
        `${r.pick(pool.animals).split(' ')[0] ?? 'x'}#${r.int(1, 999)}`,
      ]),
    say: ['with password {v}', 'using {v} as the password', 'password {v}'],
  },
  status: {
    make: (r: Rng) => r.pick(bank.statusOptions).toLowerCase(),
    say: ['that are {v}', 'with status {v}', 'in status {v}', 'marked {v}', 'whose status is {v}'],
  },
  sort: {
    make: (r: Rng) =>
      r.pick([
        'name',
        'date',
        'price',
        'created_at',
        'updated_at',
        'popularity',
        'relevance',
        'rating',
        'size',
        'title',
        '-created',
        'distance',
        'importance',
      ]),
    say: ['sorted by {v}', 'ordered by {v}', 'sort by {v}', 'order by {v}', 'by {v}'],
  },
  category: {
    make: (r: Rng) =>
      r.pick([
        r.pick(pool.filmGenres),
        r.pick(pool.subjects),
        r.pick(bank.labelNames),
        'electronics',
        'clothing',
        'books',
        'furniture',
        'toys',
        'sports',
        'travel',
        'business',
        'health',
        'technology',
      ]),
    say: ['in the {v} category', 'in {v}', 'category {v}', 'about {v}', 'of type {v}'],
  },
  priority: { make: from(pool.severities), say: ['with {v} {w}', 'at {v} {w}', 'with {w} {v}'] },
  cuisine: {
    make: from(pool.cuisines),
    say: ['serving {v} food', 'with {v} food', 'for {v} food', 'with {v} cuisine'],
  },
  dish: { make: from(pool.dishes), say: ['for {v}', 'of {v}', 'to make {v}'] },
  ingredient: { make: from(pool.ingredients), say: ['with {v}', 'using {v}', 'containing {v}', 'made with {v}'] },
  food: { make: from(pool.foods), say: ['in {v}', 'for {v}', 'of {v}', 'in a {v}'] },
  diet: { make: from(pool.diets), say: ['that is {v}', 'for a {v} diet', 'suitable for {v}', 'that is {v}'] },
  meal: { make: from(pool.snacks), say: ['for {v}', 'as a {v}'] },
  animal: { make: from(pool.animals), say: ['of the {v}', 'for a {v}', 'of a {v}', 'for the {v}'] },
  plant: { make: from(pool.plants), say: ['for {v}', 'of {v}', 'for a {v}'] },
  disease: { make: from(pool.diseases), say: ['for {v}', 'of {v}', 'with {v}'] },
  drug: { make: from(pool.drugs), say: ['for {v}', 'of {v}', 'with {v}'] },
  gene: { make: from(pool.genes), say: ['of {v}', 'for {v}', 'for the gene {v}', 'in {v}'] },
  protein: { make: from(pool.proteins), say: ['of {v}', 'for {v}', 'for the protein {v}', 'in {v}'] },
  cell: { make: from(pool.cells), say: ['of a {v}', 'in a {v}', 'for a {v}'] },
  element: { make: from(pool.elements), say: ['of {v}', 'for {v}'] },
  compound: { make: from(pool.compounds), say: ['of {v}', 'for {v}', 'with {v}', 'in {v}'] },
  material: { make: from(pool.materials), say: ['made of {v}', 'of {v}', 'in {v}', 'from {v}'] },
  planet: { make: from(pool.planets), say: ['of {v}', 'on {v}', 'for {v}'] },
  star: { make: from(pool.stars), say: ['of {v}', 'for {v}', 'in {v}'] },
  sport: { make: from(pool.sports), say: ['in {v}', 'for {v}', 'of {v}'] },
  team: { make: from(pool.teams), say: ['of {v}', 'for {v}', 'for the team {v}', 'by {v}'] },
  league: { make: from(pool.leagues), say: ['in {v}', 'in the {v}', 'of the {v}', 'for the {v}'] },
  player: { make: from(pool.players), say: ['of {v}', 'for {v}', 'by {v}', 'for the player {v}'] },
  artist: { make: from(pool.artists), say: between },
  song: {
    make: (r: Rng) => (r.chance(0.6) ? r.pick(pool.songs) : workTitle(r)),
    say: ['{v}', 'called {v}', 'of {v}', 'for {v}'],
  },
  genre: {
    make: from(pool.genres),
    say: ['in the {v} genre', 'of {v} music', 'that is {v}', 'from the {v} genre', 'in {v}'],
  },
  filmGenre: {
    make: from(pool.filmGenres),
    say: ['in the {v} genre', 'that is a {v}', 'of the {v} genre', 'genre {v}'],
  },
  movie: {
    make: (r: Rng) => (r.chance(0.7) ? r.pick(pool.movies) : workTitle(r)),
    say: ['of {v}', 'for {v}', 'called {v}', 'in {v}'],
  },
  filmPerson: { make: from(pool.filmPeople), say: ['directed by {v}', 'by {v}', 'from {v}'] },
  actor: { make: from(pool.filmPeople), say: ['starring {v}', 'with {v}', 'featuring {v}', 'with {v} in the cast'] },
  book: {
    make: (r: Rng) => (r.chance(0.7) ? r.pick(pool.books) : workTitle(r)),
    say: ['of {v}', 'for {v}', 'called {v}'],
  },
  author: { make: from(pool.authors), say: ['by {v}', 'by the author {v}', 'written by {v}', 'from {v}'] },
  game: { make: from(pool.games), say: ['in {v}', 'for {v}', 'of {v}', 'from the game {v}'] },
  painting: { make: from(pool.paintings), say: ['of {v}', 'for {v}', 'called {v}'] },
  painter: { make: from(pool.painters), say: ['by {v}', 'by {v}', 'of {v}'] },
  museum: { make: from(pool.museums), say: ['at {v}', 'of {v}', 'in {v}', 'for {v}'] },
  instrument: { make: from(pool.instruments), say: ['for {v}', 'on the {v}', 'for the {v}'] },
  brand: { make: from(pool.brands), say: ['from {v}', 'by {v}', 'of the brand {v}', 'made by {v}'] },
  car: { make: from(pool.cars), say: ['for a {v}', 'of a {v}', 'of the {v}', 'for the {v}'] },
  product: { make: from(pool.products), say: ['for {v}', 'of {v}', 'for the {v}', 'for a {v}'] },
  stock: {
    make: (r: Rng) => (r.chance(0.5) ? r.pick(pool.tickers) : r.pick(pool.companies)),
    say: ['for {v}', 'of {v}'],
  },
  ticker: { make: from(pool.tickers), say: ['for {v}', 'of {v}', 'with symbol {v}', 'with the ticker {v}'] },
  crypto: { make: from(pool.cryptos), say: ['of {v}', 'for {v}'] },
  index: { make: from(pool.indices), say: ['of the {v}', 'for the {v}'] },
  airport: { make: from(pool.airports), say: ['from {v}', 'at {v}', 'for {v}'] },
  toAirport: { make: from(pool.airports), say: ['to {v}', 'arriving at {v}'] },
  airline: { make: from(pool.airlines), say: ['with {v}', 'on {v}', 'by {v}', 'flying {v}'] },
  hotel: { make: from(pool.hotels), say: ['at {v}', 'at the {v}', 'in {v}'] },
  restaurant: { make: from(pool.restaurants), say: ['at {v}', 'from {v}'] },
  store: { make: from(pool.stores), say: ['at {v}', 'from {v}', 'on {v}'] },
  job: { make: from(pool.jobs), say: ['for a {v}', 'as a {v}', 'of a {v}', 'for {v}'] },
  event: { make: from(pool.events), say: ['of {v}', 'about {v}', 'for {v}', 'during {v}'] },
  historyPerson: { make: from(pool.historyPeople), say: ['of {v}', 'about {v}', 'for {v}', 'by {v}'] },
  religion: { make: from(pool.religions), say: ['of {v}', 'in {v}', 'about {v}'] },
  lawCase: {
    make: (r: Rng) =>
      r.chance(0.6) ? r.pick(pool.lawCases) : `${r.pick(bank.lastNames)} v. ${r.pick(bank.lastNames)}`,
    say: ['of {v}', 'for {v}', 'in {v}', 'in the case {v}'],
  },
  caseNumber: {
    make: (r: Rng) =>
      r.pick([
        `CA${entity.digits(r, 6)}`,
        `${r.int(10, 24)}-${entity.digits(r, 4)}`,
        entity.digits(r, 5),
        `LAX${entity.digits(r, 4)}-${entity.digits(r, 6)}`,
      ]),
    say: ['{v}', 'number {v}', 'with number {v}', 'with case number {v}'],
  },
  court: { make: from(pool.courts), say: ['in the {v}', 'at the {v}', 'before the {v}'] },
  crime: { make: from(pool.crimes), say: ['for {v}', 'involving {v}', 'about {v}', 'related to {v}'] },
  expression: { make: from(pool.expressions), say: ['{v}', 'of {v}', 'for {v}', 'f(x) = {v}', 'y = {v}'] },
  dna: { make: dna, say: ['of {v}', '{v}', 'for the sequence {v}'] },
  interest: { make: from(pool.interests), say: ['for {v}', 'about {v}', 'of {v}'] },
  roomType: { make: from(pool.roomTypes), say: ['with a {v} room', '{v} room', 'of type {v}'] },
  device: {
    make: (r: Rng) => `${r.chance(0.3) ? 'the ' : ''}${r.pick(pool.devices)}`,
    say: ['{v}', 'of {v}', 'for {v}'],
  },
  room: { make: from(pool.rooms), say: ['in the {v}', 'of the {v}', 'for the {v}'] },
  command: {
    make: (r: Rng) =>
      r.pick([
        'dir',
        'ls -la',
        'git status',
        'npm install',
        'docker ps',
        'ipconfig',
        'ping 8.8.8.8',
        'df -h',
        'cat notes.txt',
        'SELECT * FROM users',
        'top',
        'python main.py',
        'mkdir build',
        'kubectl get pods',
        'shutdown /r',
        'whoami',
        'tar -xzf logs.tar.gz',
        'echo hello',
        'make test',
        'systemctl restart nginx',
      ]),
    say: ['{v}', 'with {v}', ': {v}'],
    open: true,
  },
  dataset: { make: from(pool.datasets), say: ['on {v}', 'from {v}', 'for {v}', 'using {v}', 'on the dataset {v}'] },
  model: { make: from(pool.models), say: ['with a {v}', 'using {v}', 'with {v}'] },
  technology: { make: from(pool.technologies), say: ['for {v}', 'in {v}', 'using {v}', 'with {v}'] },
  zodiac: { make: from(pool.zodiac), say: ['for {v}', 'of {v}'] },
  platform: { make: from(pool.platforms), say: ['on {v}', 'for {v}'] },
  fabric: { make: from(pool.fabrics), say: ['in {v}', 'made of {v}'] },
} as const satisfies Readonly<Record<string, ValueKind>>;

/** The name of a kind of value. */
export type ValueKindName = keyof typeof valueKinds;

/** Draws a value. */
export function drawValue(rng: Rng, kind: ValueKindName): Filled {
  const value = valueKinds[kind].make(rng);
  return typeof value === 'string' ? { text: value } : value;
}

/** Several values as people list them, remembering where each stands: "a, b and c", "[1, 2, 3]". */
export function listValue(rng: Rng, values: readonly Filled[], brackets = 0): Filled {
  const bracketed = rng.chance(brackets);
  const last = bracketed ? ', ' : rng.pick([' and ', ' and ', ', and ', ', ', ' & ', ' and ']);
  const gap = bracketed && rng.chance(0.2) ? ',' : ', ';
  let out = bracketed ? '[' : '';
  const items: [number, number][] = [];
  for (const [i, { text: words, inner }] of values.entries()) {
    if (i > 0) out += i === values.length - 1 && !bracketed ? last : gap;
    const [start, end] = inner ?? [0, words.length];
    items.push([out.length + start, out.length + end]);
    out += words;
  }
  return { text: bracketed ? `${out}]` : out, items };
}
