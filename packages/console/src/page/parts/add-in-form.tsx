import { Button } from 'react-aria-components/Button'
import { NONE, type AddInState, type AddInStore } from '../state/add-in-store.js'
import { Pick, type PickOption } from './pick.js'

interface AddInFormProps {
  readonly store: AddInStore
  readonly state: AddInState
}

export function AddInForm({ store, state }: AddInFormProps): React.JSX.Element {
  const { form, users, messages, exchange, asking } = state
  const people = users.map(({ displayName, addresses }) => ({
    id: addresses[0] ?? '',
    text: displayName,
    note: addresses[0] ?? '',
  }))
  const mails: readonly PickOption[] = [
    { id: NONE, text: 'No mail is open' },
    ...messages
      .filter(({ mailbox }) => mailbox === form.as)
      .map(({ id, subject }) => ({ id: String(id), text: subject === '' ? '(no subject)' : subject })),
  ]
  return (
    <form
      className="add-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        void store.ask()
      }}
    >
      <Pick
        label="Mailbox"
        options={people}
        chosen={form.as}
        onChoose={(as) => {
          store.fill({ as })
        }}
      />
      <Pick
        label="Open mail"
        options={mails}
        chosen={form.message}
        onChoose={(message) => {
          store.fill({ message })
        }}
      />
      <TextField
        label="The add-in’s page (the token’s audience)"
        value={form.audience}
        onChange={(audience) => {
          store.fill({ audience })
        }}
      />
      <TextField
        label="Its service on this machine"
        placeholder="http://127.0.0.1:3000/identity"
        value={form.endpoint}
        onChange={(endpoint) => {
          store.fill({ endpoint })
        }}
      />
      <Pick
        label="Shape of the token"
        options={(exchange?.shapes ?? []).map((id) => ({ id, text: id }))}
        chosen={form.shape}
        onChoose={(shape) => {
          store.fill({ shape })
        }}
      />
      <Pick
        label="Fault"
        options={[NONE, ...(exchange?.faults ?? [])].map((id) => ({
          id,
          text: id === NONE ? 'No fault' : id,
        }))}
        chosen={form.fault}
        onChoose={(fault) => {
          store.fill({ fault })
        }}
      />
      <Button
        className="button"
        type="submit"
        isDisabled={asking || form.endpoint === '' || form.audience === ''}
      >
        Ask for an identity token and send it
      </Button>
    </form>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

function TextField({ label, value, placeholder, onChange }: TextFieldProps): React.JSX.Element {
  return (
    <label className="text-field">
      <span className="pick-label">{label}</span>
      <input
        className="text-input"
        type="url"
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      />
    </label>
  )
}
