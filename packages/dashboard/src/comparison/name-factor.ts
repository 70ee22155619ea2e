import { runOptionFields } from '../run/run-option-fields.ts';

const words: Record<string, string> = {
  conversations: 'Conversations',
  origin: 'Where it comes from',
  ...Object.fromEntries(runOptionFields.map(({ path, label }) => [`options.${path}`, label])),
};

/**
 * Names a setting of a run in plain words: `summaryModel.maxSentences` is `Summary model: max sentences`.
 *
 * @param factor - as `ConfigurationDifference.factor` has it.
 */
export function nameFactor(factor: string): string {
  const known = words[factor];
  if (known) {
    return known;
  }
  const [first, ...rest] = factor
    .replace(/^options\./, '')
    .split('.')
    .map(spaceOut);
  const head = capitalise(first ?? '');
  return rest.length > 0 ? `${head}: ${rest.join(' ')}` : head;
}

function spaceOut(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase();
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
