// Loaded into every test process by scripts/test.mjs: the property tests then make the same inputs in every run, so that
// a run fails because of what was changed. `npm run fuzz -- properties` looks for new inputs.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.COUNTERSIGN_PROPERTY_SEED ?? 1) })
