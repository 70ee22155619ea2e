import { createRouter, createWebHistory, type Router } from 'vue-router';

/** The dashboard's addresses. Each page is loaded when it is first opened. */
export function createDashboardRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'runs', component: () => import('./RunsPage.vue') },
      { path: '/runs/new', name: 'new-run', component: () => import('./NewRunPage.vue') },
      { path: '/runs/:id', name: 'run', component: () => import('./RunPage.vue'), props: true },
      { path: '/summary-models', name: 'summary-models', component: () => import('./SummaryModelsPage.vue') },
      { path: '/compare/:a/:b', name: 'compare', component: () => import('./ComparePage.vue'), props: true },
      { path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue') },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}
