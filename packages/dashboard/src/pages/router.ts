import { createRouter, createWebHistory, type RouteLocation, type Router } from 'vue-router';

/** The dashboard's addresses. Each page is loaded when it is first opened. */
export function createDashboardRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'runs', component: () => import('./RunsPage.vue') },
      { path: '/runs/new', name: 'new-run', component: () => import('./NewRunPage.vue') },
      { path: '/runs/:id', name: 'run', component: () => import('./RunPage.vue'), props: true },
      { path: '/datasets', name: 'datasets', component: () => import('./DatasetsPage.vue') },
      { path: '/summary-models', name: 'summary-models', component: () => import('./SummaryModelsPage.vue') },
      { path: '/compare/:a/:b', name: 'compare', component: () => import('./ComparePage.vue'), props: true },
      {
        path: '/compare',
        name: 'matrix',
        component: () => import('./MatrixPage.vue'),
        props: (route) => ({ ids: readRuns(route) }),
        beforeEnter: (route) => {
          const [a, b, ...others] = readRuns(route);
          return a && b && others.length === 0 ? { name: 'compare', params: { a, b } } : true;
        },
      },
      { path: '/judge/:id', name: 'judge', component: () => import('./JudgePage.vue'), props: true },
      { path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue') },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}

/** `?runs=a,b,c` */
function readRuns({ query }: Pick<RouteLocation, 'query'>): string[] {
  const runs = typeof query['runs'] === 'string' ? query['runs'] : '';
  return runs.split(',').filter((id) => id !== '');
}
