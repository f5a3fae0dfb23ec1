/**
 * Opens every ActionCard that is the only one of its list, as Outlook does (message-card-reference.md, "ActionCard
 * action"). The renderer draws an ActionCard as a button that says whether it is expanded.
 */
export function expandSingleActionCards(element: HTMLElement): void {
  for (const list of element.querySelectorAll('.ac-actionSet')) {
    const [only, ...others] = list.querySelectorAll<HTMLElement>('button[aria-expanded]')
    if (only !== undefined && others.length === 0 && only.getAttribute('aria-expanded') === 'false')
      only.click()
  }
}
