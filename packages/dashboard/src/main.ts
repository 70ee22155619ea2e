import ui from '@nuxt/ui/vue-plugin';
import urql from '@urql/vue';
import { createApp } from 'vue';
import App from './App.vue';
import { createGraphqlClient } from './graphql/client.ts';
import { createDashboardRouter } from './pages/router.ts';

createApp(App).use(createDashboardRouter()).use(ui).use(urql, createGraphqlClient()).mount('#app');
