import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { windowFailures } from './app/window-failures.ts';
import './ui/base.css';
import { Theme } from './ui/theme.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
windowFailures.listen(window);
createRoot(root).render(
  <StrictMode>
    <Theme>
      <App />
    </Theme>
  </StrictMode>,
);
