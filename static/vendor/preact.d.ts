// The types of what scripts/vendor puts into preact.js, as far as our code needs them. For editors and tsc only.
export interface Signal<T> {
  value: T;
  peek(): T;
  subscribe(fn: (value: T) => void): () => void;
}
export interface ReadonlySignal<T> extends Omit<Signal<T>, "value"> {
  readonly value: T;
}
interface Watched<T> {
  watched?: (this: Signal<T>) => void;
  unwatched?: (this: Signal<T>) => void;
}

export function signal<T>(value: T, options?: Watched<T>): Signal<T>;
export function computed<T>(make: () => T): ReadonlySignal<T>;
export function effect(run: () => void | (() => void)): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(run: () => T): T;
export function useSignal<T>(value: T): Signal<T>;
export function useComputed<T>(make: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => void | (() => void)): void;

export function h(type: any, props: any, ...children: any[]): any;
export function html(strings: TemplateStringsArray, ...values: any[]): any;
export function render(view: any, into: Element): void;
export const Fragment: any;

export function useState<T>(start: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
export function useEffect(run: () => void | (() => void), on?: readonly any[]): void;
export function useLayoutEffect(run: () => void | (() => void), on?: readonly any[]): void;
export function useRef<T>(start: T): { current: T };
export function useMemo<T>(make: () => T, on: readonly any[]): T;
export function useCallback<T extends Function>(run: T, on: readonly any[]): T;
export function useId(): string;
export function useErrorBoundary(told?: (error: any) => void): [any, () => void];
