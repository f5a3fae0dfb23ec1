import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'

export interface PickOption {
  readonly id: string
  readonly text: string
  readonly note?: string
}

export interface PickProps {
  readonly label: string
  readonly options: readonly PickOption[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly className?: string
}

/** One of several, behind a button. */
export function Pick({ label, options, chosen, onChoose, className = '' }: PickProps): React.JSX.Element {
  return (
    <Select
      className={`pick ${className}`}
      selectedKey={chosen}
      onSelectionChange={(key) => {
        if (key !== null) onChoose(String(key))
      }}
    >
      <Label className="pick-label">{label}</Label>
      <Button className="pick-button">
        <SelectValue<PickOption> className="pick-value">
          {({ selectedItem, selectedText }) => selectedItem?.text ?? selectedText}
        </SelectValue>
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="pick-list" items={options}>
          {(option) => (
            <ListBoxItem className="pick-option" textValue={option.text}>
              <Text slot="label">{option.text}</Text>
              {option.note === undefined ? null : (
                <Text slot="description" className="pick-note">
                  {option.note}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
