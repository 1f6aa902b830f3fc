import { Component, type ReactNode } from 'react';
import { say, texts } from '../model/language.ts';
import { Failed } from './Failed.tsx';

const TEXTS = texts({
  en: { failed: 'This panel failed. The others go on.' },
  pt: { failed: 'Este painel falhou. Os outros continuam.' },
  de: { failed: 'Dieser Bereich ist ausgefallen. Die übrigen laufen weiter.' },
});

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}

/** A panel that breaks says so in its place; the others go on. */
export class PanelBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Failed what={say(TEXTS).failed} why={error.message} onRetry={() => this.setState({ error: null })} />;
  }
}
