import { ref } from 'vue';

const storageKey = 'understory-api-key';

/** Whether the server has refused a request for want of a key, or for a wrong one. */
export const isKeyWanted = ref(false);
/** Whether the key that was given is the one that was refused. */
export const isKeyRefused = ref(false);

/** Headers that carry the API key, where the server asks for one; none otherwise. */
export function authorizationHeaders(): Record<string, string> {
  const key = sessionStorage.getItem(storageKey);
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** Notes that the server has answered 401: to no key, or to the one that is kept. */
export function askForKey(): void {
  isKeyRefused.value = sessionStorage.getItem(storageKey) !== null;
  isKeyWanted.value = true;
}

/** Keeps the key for this browser tab. Not longer: it opens everything that was imported. */
export function keepApiKey(key: string): void {
  sessionStorage.setItem(storageKey, key);
}
