import { defineFindings } from '../lint/finding-definition.js'

/** What becomes of a MessageCard's parts that an Adaptive Card has not, or has otherwise. */
export const conversionFindings = defineFindings({
  CARD_CONVERT_DROPPED: {
    severity: 'warning',
    message: 'A member or action is left out: it is not part of a MessageCard.',
    hint: 'Write what it meant into the Adaptive Card yourself.',
  },
  CARD_CONVERT_FORM: {
    severity: 'warning',
    message: 'Something is left out: it has not the form that a MessageCard gives it there.',
    hint: 'See what countersign card lint says of the MessageCard, correct it, and convert it again.',
  },
  CARD_CONVERT_THEME_COLOR: {
    severity: 'info',
    message: 'themeColor is left out: an Adaptive Card takes its colors from the client.',
    hint: 'Use the style of a container where a color matters.',
  },
  CARD_CONVERT_SUMMARY: {
    severity: 'info',
    message: 'The summary becomes fallbackText: the list of messages no longer shows it.',
    hint: 'Say it in the subject of the mail, or in a TextBlock.',
  },
  CARD_CONVERT_MARKDOWN: {
    severity: 'warning',
    message: 'The text has headings or struck-out words, which the markdown of Adaptive Cards does not know.',
    hint: 'Use size and weight of a TextBlock for headings, and a RichTextBlock to strike words out.',
  },
  CARD_CONVERT_OPEN_URI: {
    severity: 'warning',
    message: 'OpenUri has addresses for several systems; an Action.OpenUrl has one.',
    hint: 'Use an https address that opens the application on every system.',
  },
  CARD_CONVERT_TIME: {
    severity: 'warning',
    message: 'A DateInput with a time becomes an Input.Text, because Outlook shows no Input.Time.',
    hint: 'Check date and time in the service, or ask for the date alone.',
  },
  CARD_CONVERT_INPUT_ID: {
    severity: 'info',
    message: 'An input gets a new id: it repeats another, or is named where only Adaptive Cards substitute.',
    hint: 'Nothing to do: the bodies that send the input follow.',
  },
  CARD_CONVERT_STATUS: {
    severity: 'info',
    message: 'Adaptive Cards show CARD-ACTION-STATUS on failure only, and do not keep it.',
    hint: 'Answer a success with a refresh card that says what was done.',
  },
})
