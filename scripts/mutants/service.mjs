// What a service does with a press that is genuine.
const ACTOR = 'service/src/pipeline/match-actor.ts'
const SENDER = 'service/src/pipeline/judge-sender.ts'
const ONCE = 'service/src/pipeline/run-once.ts'
const KEYS = 'service/src/pipeline/ledger-keys.ts'

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
  ['H07', 'emulator/src/actions/check-action-headers.ts', 'if (isReservedHeader(name) ||', 'if ('],
  ['O02', 'service/src/pipeline/refusal-map.ts', "LIMITED: 'forbidden',", "LIMITED: 'conflict',"],
  ['O04', 'service/src/pipeline/judge-press.ts', 'claims: { ...claims, actors: [binding] },', 'claims,'],
  [
    'R01 R02',
    ONCE,
    "if (holder.fingerprint !== request.fingerprint) return answerConflict(press, 'ERR_ACTION_DECIDED')",
    "return execute(press, handler, { ledger, reservationId: '', takenOver: false, budget })",
  ],
  [
    'R12',
    KEYS,
    'return [service, kind.name, originator.toLowerCase(), tenantScope, item]',
    'return [service, item]',
  ],
  [
    'L07',
    KEYS,
    "const narrower = once === 'item' ? [] : [once === 'actor' ? press.actorKey : press.tokenId]",
    'const narrower = [press.tokenId]',
  ],
  ['O03', 'service/src/linking/redirect-url.ts', 'origins.has(url.origin) &&', ''],
  [
    'O06',
    'service/src/linking/answer-link-page.ts',
    "if (!isActor) throw new CountersignError('ERR_LINK_ACTOR')",
    '',
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
    'I05 I06',
    'service/src/config/check-service-options.ts',
    "if (profile === 'substrate' && options.sender === undefined && (options.tenants ?? []).length === 0) {",
    'if (false) {',
  ],
]
