/** How the tabs of a page look: as links with a line below the chosen one; on a phone they scroll sideways. */
export const tabStyle = {
  list: 'overflow-x-auto',
  indicator: 'bottom-0 h-0.5',
  trigger: 'shrink-0 grow-0 px-2.5',
  content: 'pt-3',
};
