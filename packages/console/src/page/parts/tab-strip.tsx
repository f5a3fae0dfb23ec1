import { Tab, TabList } from 'react-aria-components/Tabs'

interface TabStripProps {
  readonly label: string
  /** Title of each tab by its id, in order. */
  readonly tabs: Readonly<Record<string, string>>
}

/** The row of tabs above their panels. */
export function TabStrip({ label, tabs }: TabStripProps): React.JSX.Element {
  return (
    <TabList className="tab-list" aria-label={label}>
      {Object.entries(tabs).map(([id, title]) => (
        <Tab className="tab" key={id} id={id}>
          {title}
        </Tab>
      ))}
    </TabList>
  )
}
