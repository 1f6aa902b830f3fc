import '@fontsource-variable/inter/opsz.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Tooltip.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { meetReader } from './ui/reader/readerStore.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html: no element with the id root');
meetReader();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
