// What a service does with a press that is genuine.
const ACTOR = 'service/src/pipeline/match-actor.ts'
const SENDER = 'service/src/pipeline/judge-sender.ts'
const ONCE = 'service/src/pipeline/run-once.ts'
const KEYS = 'service/src/pipeline/ledger-keys.ts'
const NAME = 'return [service, kind.name, originator.toLowerCase(), tenantScope, item]'
const LAMBDA = 'service/src/adapters/lambda-event.ts'
const EXECUTE = 'service/src/pipeline/execute-handler.ts'

export const mutants = [
  [
    'I01 I04',
    ACTOR,
    "if (address === undefined || byAddress === undefined) throw new CountersignError('ERR_ACTION_FORBIDDEN')",
    'if (address === undefined || byAddress === undefined) return { binding: bindings[0], actor: actorOf(token) }',
  ],
  [
    'I02',
    ACTOR,
    "config.bindActorBy === 'address' ? token.actor.changeableName : undefined",
    'token.actor.changeableName',
  ],
  ['I07', ACTOR, "if (domains?.has(domain) !== true) throw new CountersignError('ERR_ACTION_DOMAIN')", ''],
  ['I07', ACTOR, "if (token.actor.guest) throw new CountersignError('ERR_ACTION_GUEST')", ''],
  [
    'I07',
    ACTOR,
    'isSameId(binding.tenantId, tenantId) && isSameId(binding.objectId, objectId)',
    'isSameId(binding.objectId, objectId)',
  ],
  ['I04', ACTOR, "kind.actors === 'authorized' && objectId !== undefined", 'objectId !== undefined'],
  [
    'I04',
    'service/src/pipeline/authorize-actor.ts',
    "const listed = objectIds === undefined || objectIds.has(actor.objectId?.toLowerCase() ?? '')",
    'const listed = true',
  ],
  ['I04', 'service/src/pipeline/authorize-actor.ts', 'if (verdict !== true) throw', 'if (!verdict) throw'],
  [
    'B01',
    'core/src/cards/inputs/decode-inputs.ts',
    "if (Object.hasOwn(fields, name)) throw refuse('A field of the inputs is repeated.')",
    '',
  ],
  ['B02', 'service/src/pipeline/validate-inputs.ts', 'if (foreign.length > 0) throw', 'if (false) throw'],
  ['B02', 'core/src/cards/inputs/multipart-field.ts', "name !== '__proto__'", 'true'],
  [
    'B06',
    'service/src/send/send-card.ts',
    'options.together === true ? [recipients] : recipients.map((recipient) => [recipient])',
    '[recipients]',
  ],
  ['H06', 'service/src/adapters/read-fetch-body.ts', 'if (size > maxBytes) throw', 'if (false) throw'],
  ['H06', 'service/src/adapters/answer-fetch-request.ts', 'if (request.bodyUsed) {', 'if (false) {'],
  [
    'H06',
    LAMBDA,
    'if (bytes > maxBodyBytes) throw',
    'if (false) throw',
    [LAMBDA, 'if (read.byteLength > maxBodyBytes) throw', 'if (false) throw'],
  ],
  [
    'H02',
    LAMBDA,
    'return listValues(multiValueHeaders ?? undefined) ?? listValues(headers ?? undefined) ?? []',
    'return listValues(headers ?? undefined) ?? []',
  ],
  ['H07', 'emulator/src/actions/check-action-headers.ts', 'if (isReservedHeader(name) ||', 'if ('],
  ['O02', 'service/src/pipeline/refusal-map.ts', "LIMITED: 'forbidden',", "LIMITED: 'conflict',"],
  ['O04', 'service/src/pipeline/judge-press.ts', 'claims: { ...claims, actors: [binding] },', 'claims,'],
  [
    'R01 R02',
    ONCE,
    "if (holder.fingerprint !== request.fingerprint) return answerConflict(press, 'ERR_ACTION_DECIDED')",
    "return executeHandler(press, handler, { ledger: press.runtime.ledger.opened, reservationId: '', takenOver: false, isLate: false })",
  ],
  ['R12', KEYS, NAME, 'return [service, originator.toLowerCase(), tenantScope, item]'],
  ['R12', KEYS, NAME, 'return [service, kind.name, tenantScope, item]'],
  ['R12', KEYS, NAME, 'return [service, kind.name, originator.toLowerCase(), item]'],
  [
    'L07',
    ONCE,
    "if (holder.actorKey !== request.actorKey) return answerWithView(press, 'ERR_ACTION_DECIDED')",
    '',
  ],
  ['R08', ONCE, 'press.kind.idempotent && ', ''],
  ['R08', EXECUTE, 'return takenOver ? ledger.doubt(reservationId) :', 'return'],
  ['R08', EXECUTE, 'await held.ledger.doubt(held.reservationId)', ''],
  ['R11', 'service/src/pipeline/record-outcome.ts', 'if (persisted.recorded) return', 'return'],
  ['R06', 'service/src/pipeline/reserve-in-time.ts', 'giveBack(ledger, request, pending)\n', '\n'],
  [
    'L07',
    KEYS,
    "const narrower = once === 'item' ? [] : [once === 'actor' ? press.actorKey : press.tokenId]",
    'const narrower = [press.tokenId]',
  ],
  [
    'H05',
    'emulator/src/events/redact-secrets.ts',
    "return text.replace(JOSE_TEXT, '[redacted]').replace(LONG_OPAQUE, '[redacted]')",
    'return text',
  ],
  [
    'H05',
    'core/src/jose/signed-json.ts',
    "} catch {\n    // No cause: the parser's message quotes the payload.\n    throw malformed('The payload is not JSON.')",
    '} catch (cause) {\n    throw malformed(String(cause))',
  ],
  [
    'R04',
    KEYS,
    "'countersign fingerprint', actorKey, decision, body,",
    "'countersign fingerprint', actorKey,",
  ],
  [
    'R04',
    ONCE,
    'key: hashOnce(itemName, { version, actorKey, tokenId: claims.jti }),',
    'key: press.requestId ?? hashOnce(itemName, { version, actorKey, tokenId: claims.jti }),',
  ],
  [
    'I05',
    SENDER,
    'return token.sender !== undefined && normalizeAddress(token.sender) === claims.sender',
    'return token.sender !== undefined',
  ],
  [
    'I05',
    SENDER,
    "return token.profile !== 'bot' && token.sender === undefined && kind.actors === 'authorized'",
    "return token.profile !== 'bot' && kind.actors === 'authorized'",
  ],
  [
    'L01',
    SENDER,
    "return token.profile === 'bot' && claims.sender === senderOfBot(token.audience)",
    "return token.profile === 'bot'",
  ],
  [
    'I05 I06',
    'service/src/config/check-service-options.ts',
    "if (profile === 'substrate' && options.sender === undefined && (options.tenants ?? []).length === 0) {",
    'if (false) {',
  ],
]
