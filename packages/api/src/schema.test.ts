import { readdirSync, readFileSync } from 'node:fs';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_QUERY } from './server/example-query.ts';

const ROOT = new URL('../../../', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** What `pnpm -C packages/api schema` wrote; that it is what the resolvers make is checked with the generated files. */
const schema = buildSchema(readText('schema.graphql'));

interface Described {
  /** `Type`, `Type.field`, `Type.field(argument)` or `Enum.VALUE`. */
  name: string;
  description: string | null | undefined;
}

/** Everything in a schema that can have a description, but for what GraphQL brings along. */
function listDescribed(source: GraphQLSchema): Described[] {
  return Object.values(source.getTypeMap()).flatMap((type) =>
    isSpecifiedScalarType(type) || isIntrospectionType(type)
      ? []
      : [{ name: type.name, description: type.description }, ...listParts(type)],
  );
}

function listParts(type: GraphQLNamedType): Described[] {
  const within = ({ name, description }: Described): Described => ({ name: `${type.name}.${name}`, description });
  if (isEnumType(type)) return type.getValues().map(within);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(within);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    within(field),
    ...field.args.map(({ name, description }) => within({ name: `${field.name}(${name})`, description })),
  ]);
}

const listUndescribed = (source: GraphQLSchema): string[] =>
  listDescribed(source).flatMap(({ name, description }) => ((description ?? '').trim() === '' ? [name] : []));

describe('descriptions in the schema', () => {
  it('are there for every type, field, argument, input field and enum value', () => {
    expect(listUndescribed(schema)).toEqual([]);
  });

  it('are missed wherever there may be one', () => {
    const bare = buildSchema(`
      type Query { colour(of: ID!, "Described." in: Space): Colour }
      "Described." input Space { name: String }
      enum Colour { "Described." RED BLUE }
      scalar Day
    `);
    expect(listUndescribed(bare).toSorted()).toEqual([
      'Colour',
      'Colour.BLUE',
      'Day',
      'Query',
      'Query.colour',
      'Query.colour(of)',
      'Space.name',
    ]);
  });

  it('name only what there is', () => {
    const described = listDescribed(schema);
    const names = new Set(described.map(({ name }) => name));
    const broken = described.flatMap(({ name, description }) =>
      [...(description ?? '').matchAll(/\b[A-Z]\w+\.[a-zA-Z]\w*/g)].flatMap(([reference]) =>
        names.has(reference) ? [] : [`${name}: ${reference}`],
      ),
    );
    expect(broken).toEqual([]);
  });
});

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...listMarkdown('docs/')];

function listMarkdown(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name}`);
}

const examples = DOCUMENTS.flatMap((path) =>
  [...readText(path).matchAll(/^```graphql\n(.*?)^```/gms)].map(([, text], i) => ({ name: `${path}, ${i + 1}`, text })),
);

describe('examples', () => {
  it('are found in the documents', () => {
    expect(examples.map(({ name }) => name)).toContain('README.md, 1');
  });

  it.each([...examples, { name: 'GraphiQL', text: EXAMPLE_QUERY }])('can be asked: $name', ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
