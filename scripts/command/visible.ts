/**
 * A text from elsewhere as it can be shown: a control character moves the cursor of a terminal, a bidirectional one
 * turns what follows around.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, '\uFFFD')

/** The same on one line: breaks between lines are spaces. */
export const oneLine = (text: string): string => visible(text.trim().replace(/\s+/g, ' '))
