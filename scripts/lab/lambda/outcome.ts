/** How an invocation ended. */
export type Outcome =
  /** The handler returned; the payload is JSON. */
  | { readonly kind: 'answer'; readonly payload: string }
  /** The handler threw; the payload is JSON with errorType, errorMessage and trace. */
  | { readonly kind: 'function-error'; readonly payload: string }
  /** No handler answered. */
  | { readonly kind: 'timeout' | 'throttled' | 'init-error' | 'exit'; readonly message: string }
