import { formatShare } from '../ui/format-number.ts';

/**
 * The share of a run's outliers in words that tell a run without any from one that does not look for them: `8.4 %`,
 * `none found`, `not looked for`.
 *
 * @param share - null for a run that was made with the option off.
 */
export function describeOutliers(share: number | null): string {
  if (share === null) {
    return 'not looked for';
  }
  return share === 0 ? 'none found' : formatShare(share);
}
