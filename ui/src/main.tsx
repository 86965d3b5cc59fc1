import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries';
import { ZoneProvider } from './parts/zone';
import { router } from './router';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/pages.css';
import './styles/tables.css';
import './styles/dashboard.css';
import './styles/run.css';
import './styles/tasks.css';
import './styles/logs.css';
import './styles/narrow.css';
import './styles/flows.css';
import './styles/admin.css';
import './styles/planned.css';

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queryClient}>
    <ZoneProvider>
      <RouterProvider router={router} />
    </ZoneProvider>
  </QueryClientProvider>,
);
