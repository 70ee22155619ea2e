import { ref } from 'vue';

const storageKey = 'understory-api-key';

/** Whether the server has refused a request for want of a key, or for a wrong one. */
export const isKeyWanted = ref(false);

/** Headers that carry the API key, where the server asks for one; none otherwise. */
export function authorizationHeaders(): Record<string, string> {
  const key = sessionStorage.getItem(storageKey);
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** Keeps the key for this browser tab. Not longer: it opens everything that was imported. */
export function keepApiKey(key: string): void {
  sessionStorage.setItem(storageKey, key);
}
