import { nextTick, watch, type ComponentPublicInstance, type Ref } from 'vue';

/**
 * Keeps the chosen tab in sight where the tabs scroll sideways, as on a phone, also when an address has chosen it.
 *
 * @param tabs - the kit's tabs, null as long as they are not shown
 * @param chosen - value of the chosen tab
 */
export function useTabInSight(tabs: Readonly<Ref<ComponentPublicInstance | null>>, chosen: () => string): void {
  watch([tabs, chosen], async () => {
    await nextTick();
    const root: unknown = tabs.value?.$el;
    const tab = root instanceof HTMLElement ? root.querySelector<HTMLElement>('[role=tab][data-state=active]') : null;
    const list = tab?.parentElement;
    if (tab && list) {
      const ahead = tab.getBoundingClientRect().left - list.getBoundingClientRect().left;
      list.scrollLeft += ahead - (list.clientWidth - tab.clientWidth) / 2;
    }
  });
}
