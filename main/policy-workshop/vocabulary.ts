import type { SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { ConnectorManifest } from '../../connectors/index.ts';
import type { PolicyVocabulary } from '../../shared/index.ts';
import { cedarSchema, metaDetails } from '../policy/index.ts';

type Attribute = {
  readonly type: string;
  readonly required?: boolean;
  readonly element?: Attribute;
  readonly attributes?: Readonly<Record<string, Attribute>>;
};

function typeName({ type, element, attributes }: Attribute): string {
  if (type === 'Set') return `Set of ${element ? typeName(element) : 'anything'}`;
  if (type === 'Record') return `{ ${Object.keys(attributes ?? {}).join(', ')} }`;
  return type;
}

/** The fields of a record, and those of the records in it by their path: `payment`, `payment.amount`. */
function fieldsOf(
  attributes: Readonly<Record<string, Attribute>>,
  details: (path: string) => string,
  prefix = '',
): PolicyVocabulary['meta'] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const path = `${prefix}${name}`;
    const own = {
      name: path,
      type: typeName(attribute),
      optional: attribute.required === false,
      detail: details(path),
    };
    return [own, ...fieldsOf(attribute.attributes ?? {}, details, `${path}.`)];
  });
}

const groupDetails: Readonly<Record<string, string>> = {
  read: 'Everything that only reads',
  write: 'Changes that can be taken back',
  money: 'Everything that moves or promises money',
  destructive: 'What is hard to take back',
  changes: 'Everything but reads',
};

/** All that a rule can speak of, from the schema that rules are checked against. */
export function vocabularyOf(connectors: readonly ConnectorManifest[]): PolicyVocabulary {
  const schema: SchemaJson<string>[string] | undefined = cedarSchema(connectors)[''];
  const tools = new Map(
    connectors.flatMap((one) => one.tools.map((tool) => [tool.name, { tool, connector: one }] as const)),
  );
  const actions = Object.keys(schema?.actions ?? {}).map((name) => {
    const found = tools.get(name);
    const title = connectors.find(({ service }) => service === name)?.title;
    const detail =
      found?.tool.title ?? groupDetails[name] ?? (title ? `Everything of ${title}` : `Everything of ${name}`);
    return { name, detail, group: found === undefined };
  });
  const args = [...tools].map(([name, { tool }]) => {
    const { context } = schema?.actions[name]?.appliesTo ?? {};
    const attributes = (context as unknown as Attribute | undefined)?.attributes?.args?.attributes ?? {};
    return [name, fieldsOf(attributes, (path) => tool.params[path.split('.')[0] ?? '']?.description ?? '')] as const;
  });
  const meta = (schema?.commonTypes?.Meta as unknown as Attribute | undefined)?.attributes ?? {};
  return {
    actions,
    args: Object.fromEntries(args),
    meta: fieldsOf(meta, (path) => metaDetails[path] ?? ''),
  };
}
