import './app/fonts.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Tooltip.css';
import './app/global.css';
import { type JSX, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { untilLoaded } from './ui/part.ts';
import { meetReader } from './ui/reader/readerStore.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html: no element with the id root');
meetReader();
const page = createRoot(root);
void pageOf(window.location.pathname).then((Page) =>
  page.render(
    <StrictMode>
      <Page />
    </StrictMode>,
  ),
);

/** The wall and its remote control are pages of their own, which nobody else loads. They come when the server answers: a screen that nobody attends would stay empty. */
async function pageOf(path: string): Promise<() => JSX.Element> {
  if (/^\/wall\/remote\/?$/.test(path)) return (await untilLoaded(() => import('./app/wall/RemoteApp.tsx'))).RemoteApp;
  return /^\/wall\/?$/.test(path) ? (await untilLoaded(() => import('./app/wall/WallApp.tsx'))).WallApp : App;
}
