/** Stands around the screen: when it cannot be drawn, the rest of the window stays, and says what can be done. */
import { RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { CopyDiagnostics } from '../features/environment/copy-diagnostics.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { windowFailures } from './window-failures.ts';

interface ScreenBoundaryProps {
  /** Its address: at another one the screen is tried again. */
  readonly at: string;
  readonly children: ReactNode;
}

interface ScreenBoundaryState {
  readonly failure: { readonly thrown: unknown } | null;
}

export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { failure: null };

  static getDerivedStateFromError(thrown: unknown): ScreenBoundaryState {
    return { failure: { thrown } };
  }

  override componentDidCatch(thrown: unknown): void {
    windowFailures.tell(thrown, `the screen at ${this.props.at} could not be drawn`);
  }

  override componentDidUpdate({ at }: ScreenBoundaryProps): void {
    if (at !== this.props.at && this.state.failure !== null) this.#tryAgain();
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <Notice
        tone="bad"
        actions={
          <>
            <Button onClick={() => this.#tryAgain()}>
              <RotateCw size={16} aria-hidden /> Reload this screen
            </Button>
            <CopyDiagnostics />
          </>
        }
      >
        This screen could not be drawn: {reasonOf(failure.thrown)}. What was measured is safe, and what goes on goes on. If it
        happens again, the diagnostics tell what somebody needs to mend it.
      </Notice>
    );
  }

  #tryAgain(): void {
    this.setState({ failure: null });
  }
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\.$/, '');
