/** The elements that never have content: their start tags open nothing. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr'.split(
    ' ',
  ),
)

/** The elements that WHATWG HTML calls special ("The stack of open elements"), without those of SVG and MathML. */
export const SPECIAL_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address applet article aside blockquote body button caption center colgroup dd details dir div dl dt fieldset ' +
    'figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li listing main ' +
    'marquee menu nav noembed noframes noscript object ol p plaintext pre script search section select style ' +
    'summary table tbody td template textarea tfoot th thead title tr ul xmp'
  ).split(' '),
)
