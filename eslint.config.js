import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Which rows of the house a package may import from (see CONTRIBUTING.md). scripts/check.mjs holds the same rule on the built files. */
const allowed = {
  core: [],
  ledger: ['core'],
  mail: ['core'],
  service: ['core', 'ledger', 'mail'],
  admission: ['core'],
  emulator: ['core', 'ledger', 'admission'],
  console: [],
  countersign: ['core', 'ledger', 'mail', 'service', 'admission', 'emulator', 'console'],
}
const packages = Object.keys(allowed)

function importRule(name) {
  const forbidden = packages.filter((other) => other !== name && !allowed[name].includes(other))
  const own = packages.includes(name) ? [`@countersign/${name}`] : []
  const paths = [
    ...forbidden.map((other) => (other === 'countersign' ? 'countersign' : `@countersign/${other}`)),
    ...own,
  ]
  const patterns = paths.flatMap((path) => [path, `${path}/*`])
  const builtins =
    name === 'core'
      ? [{ regex: '^node:(?!crypto$|buffer$)', message: 'core is pure: node:crypto and node:buffer only.' }]
      : []
  return {
    files: [`packages/${name}/src/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: patterns,
              message: `@countersign/${name} may import from: ${allowed[name].join(', ') || 'nothing'}.`,
            },
            ...builtins,
          ],
        },
      ],
    },
  }
}

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.countersign/',
      '.stamp/',
      'packages/countersign/templates/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['it', 'describe', 'test', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'core has no clock of its own: take `now` as an option.',
        },
        { object: 'process', property: 'env', message: 'core never reads the environment.' },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
    },
  },
  // Tests put functions of the process aside and back.
  { files: ['packages/*/test/**/*.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  ...packages.map(importRule),
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: globals.node } },
)
