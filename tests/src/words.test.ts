/** Every word on the screen stands in three languages: none is written bare in a component. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/language.ts';
import { KEY_GROUPS } from '../../src/ui/keys/keyGroups.ts';

const SOURCE = new URL('../../src', import.meta.url).pathname;

/** Names of the product and of things that are called alike everywhere. */
const ALIKE = new Set(['Orrery', 'Ctrl', 'Shift', 'Esc', 'PNG', 'CSV', 'Parquet', 'NDJSON', 'GeoJSON', 'iframe', 'px', 'NPS', 'CSAT']);
/** Attributes and properties that a person reads or hears. */
const READ = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'note',
  'what',
  'why',
  'caption',
  'heading',
  'hint',
]);
/** Properties of elements that a person reads or hears, as scripts set them. */
const SET = new Set([
  'ariaLabel',
  'ariaDescription',
  'ariaRoleDescription',
  'ariaValueText',
  'title',
  'placeholder',
  'alt',
  'textContent',
  'innerText',
]);
/** Code is not translated. */
const CODE = new Set(['pre', 'code', 'kbd']);

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

function hasWords(text: unknown): boolean {
  const words = typeof text === 'string' ? (text.match(/\p{L}{2,}/gu) ?? []) : [];
  return words.some((word) => !ALIKE.has(word));
}

/** The texts that an expression can come to, as far as they are written in it. */
function literals(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return (node.quasis as Node[]).map((part) => String((part.value as { cooked: string }).cooked));
  if (node.type === 'JSXExpressionContainer') return literals(node.expression);
  if (node.type === 'ConditionalExpression') return [...literals(node.consequent), ...literals(node.alternate)];
  if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression')
    return node.operator === '===' || node.operator === '!==' ? [] : [...literals(node.left), ...literals(node.right)];
  return [];
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'JSXIdentifier' || node.type === 'Identifier') return String(node.name);
  return node.type === 'Literal' ? String(node.value) : '';
}

function spoken(node: Node): readonly string[] {
  if (node.type === 'JSXText') return [String(node.value)];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    return (node.children as Node[]).filter(({ type }) => type === 'JSXExpressionContainer').flatMap(literals);
  if (node.type === 'JSXAttribute' && READ.has(nameOf(node.name))) return literals(node.value);
  if (node.type === 'Property' && READ.has(nameOf(node.key))) return literals(node.value);
  return assigned(node);
}

function assigned(node: Node): readonly string[] {
  const isSaid = node.type === 'AssignmentExpression' && isNode(node.left) && SET.has(nameOf(node.left.property));
  return isSaid ? literals(node.right) : [];
}

function bareWords(node: Node): readonly string[] {
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'texts') return [];
  if (node.type === 'JSXElement' && CODE.has(nameOf((node.openingElement as Node).name))) return [];
  return [
    ...spoken(node)
      .filter(hasWords)
      .map((text) => text.trim().replaceAll(/\s+/g, ' ')),
    ...childrenOf(node).flatMap(bareWords),
  ];
}

function bareWordsIn(code: string): readonly string[] {
  return bareWords(parseAst(code, { lang: 'tsx' }) as unknown as Node);
}

function bareAssignments(node: Node): readonly string[] {
  return [...assigned(node).filter(hasWords), ...childrenOf(node).flatMap(bareAssignments)];
}

const components = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

it.each(components)('%s says nothing in one language alone', (path) => {
  expect(bareWordsIn(readFileSync(join(SOURCE, path), 'utf8'))).toEqual([]);
});

it('no script gives an element words in one language alone', () => {
  const scripts = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const bare = scripts.flatMap((path) =>
    bareAssignments(parseAst(readFileSync(join(SOURCE, path), 'utf8'), { lang: 'ts' }) as unknown as Node).map(
      (text) => `${path}: ${text}`,
    ),
  );
  expect(bare).toEqual([]);
});

it('finds words wherever a component may say them, and leaves code and names alone', () => {
  expect(
    bareWordsIn(`
      const TEXTS = texts({ en: { title: 'Hello there' } });
      const picks = [{ id: 'auto', label: 'By zoom' }];
      canvas.ariaLabel = 'By hand';
      canvas.className = 'not spoken';
      export const Some = () => <><p aria-label="Spoken" className="not spoken" title={isOn ? \`Switch \${a}\` : words.off}>Read {many ? 'and more' : words.few}</p>
        <pre>npm start</pre><i>Orrery</i> · {TEXTS.title} 12</>;
    `),
  ).toEqual(['By zoom', 'By hand', 'and more', 'Spoken', 'Switch', 'Read']);
});

it('lists the same keys in every language', () => {
  const counts = LANGUAGES.map((language) => KEY_GROUPS[language].map(({ keys }) => keys.length));
  for (const count of counts) expect(count).toEqual(counts[0]);
});
