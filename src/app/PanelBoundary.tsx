import { Component, type ReactNode } from 'react';
import { Failed } from './Failed.tsx';

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
    return <Failed what={`The panel “${this.props.name}” failed.`} why={error.message} onRetry={() => this.setState({ error: null })} />;
  }
}
