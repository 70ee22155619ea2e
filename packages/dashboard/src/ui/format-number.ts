const locale = 'en-GB';

/** `12,345`. */
export function formatCount(value: number): string {
  return value.toLocaleString(locale);
}

/** `1 conversation`, `12,345 conversations`. */
export function formatCounted(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A share of [0, 1] as `31.8 %`. */
export function formatShare(value: number): string {
  return `${(100 * value).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}

/** A number with the given decimals; a dash when there is none. */
export function formatDecimal(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined
    ? '–'
    : value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `340 ms`, `4.2 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole >= 3600) {
    return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
  }
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `22 Nov 2025, 17:08`, in the reader's time zone. */
export function formatInstant(instant: string): string {
  return new Date(instant).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
