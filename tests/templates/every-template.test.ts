import { readdirSync, readFileSync } from 'node:fs'
import { emit } from '../../scripts/build/emit.ts'
import { taggable } from '../../templates/kit/resources.gen.ts'
import { type Any, objects, readTemplate, templateNames } from '../support/dist.ts'

describe('dist/', () => {
  it('is what npm run build writes from these sources', async () => {
    const emitted = (await emit()).map(({ file, text }) => [file, text])
    const files = readdirSync('dist').map((file) => [file, readFileSync(`dist/${file}`, 'utf8')])
    expect(Object.fromEntries(emitted)).toEqual(Object.fromEntries(files))
  })

  it('comes out the same byte for byte each time', async () => {
    expect(await emit()).toEqual(await emit())
  })
})

describe.each(templateNames)('dist/%s.yaml', (name) => {
  const text = readFileSync(`dist/${name}.yaml`, 'utf8')
  const template = readTemplate(name)
  const parameters = Object.entries<Any>(template.Parameters)
  const resources = Object.entries<Any>(template.Resources)

  it('names the module that makes it and fits a --template-body', () => {
    expect(text).toMatch(new RegExp(`^# .*from templates/${name}\\.ts`))
    expect(Buffer.byteLength(text)).toBeLessThan(51_200)
  })

  it('describes every parameter and output, and says what a pattern admits', () => {
    const described = [...parameters, ...Object.entries<Any>(template.Outputs)]
    expect(described.filter(([, { Description }]) => !Description)).toEqual([])
    const silent = parameters.filter(([, p]) => p.AllowedPattern && !p.ConstraintDescription)
    expect(silent).toEqual([])
  })

  it('shows every parameter in one group of the console', () => {
    const groups = template.Metadata['AWS::CloudFormation::Interface'].ParameterGroups
    const shown = groups.flatMap((group: Any) => group.Parameters)
    expect([...shown].sort()).toEqual(parameters.map(([id]) => id).sort())
  })

  it('has defaults that its own patterns and values admit', () => {
    const refused = parameters.filter(
      ([, p]) =>
        p.Default !== undefined &&
        ((p.AllowedPattern && !new RegExp(`^(?:${p.AllowedPattern})$`).test(String(p.Default))) ||
          (p.AllowedValues && !p.AllowedValues.includes(p.Default))),
    )
    expect(refused).toEqual([])
  })

  it('tags all that can carry tags with Project and Stack', () => {
    const untagged = resources.filter(([, { Type, Properties }]) => {
      const tags = Properties.Tags?.map((tag: Any) => [tag.Key, tag.Value]) ?? []
      const { Project, Stack } = Object.fromEntries(tags)
      return taggable.has(Type) && !(Project?.Ref === 'Project' && Stack?.Ref === 'AWS::StackName')
    })
    expect(resources.some(([, { Type }]) => taggable.has(Type))).toBe(true)
    expect(untagged.map(([id]) => id)).toEqual([])
  })

  it('names no region, account or partition and gives nothing a fixed name', () => {
    const { Conditions, Resources, Outputs } = template
    const body = JSON.stringify([Conditions, Resources, Outputs], (key, value) =>
      key === 'ZipFile' ? '' : value,
    )
    expect(body.match(/\b(us|eu|ap)-[a-z]+-\d\b|\b\d{12}\b|arn:aws:/g)).toBeNull()
    const fixed = resources.flatMap(([id, { Properties }]) =>
      ['FunctionName', 'RoleName', 'GroupName', 'LogGroupName', 'Name', 'InstanceProfileName']
        .filter((key) => typeof Properties[key] === 'string')
        .map((key) => `${id}.${key}`),
    )
    expect(fixed).toEqual([])
  })

  it('allows no action by a bare wildcard, and every resource only where AWS knows none', () => {
    const allowed = [...objects(template.Resources)].filter((s) => s.Effect === 'Allow')
    const roleStatements = allowed.filter((s) => s.Resource && !s.Principal)
    const actions = allowed.flatMap((s) => [s.Action].flat())
    expect(actions.filter((action) => action.includes('*'))).toEqual([])
    const everywhere = roleStatements.filter((s) => s.Resource === '*').flatMap((s) => [s.Action].flat())
    const known = /^(xray:Put|ec2:Describe|ssmmessages:)/
    expect(everywhere.filter((action) => !known.test(action))).toEqual([])
  })

  it('says of every log group what becomes of its data', () => {
    const groups = resources.filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup')
    for (const [, group] of groups) {
      expect(group).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' })
      expect(group.Properties.RetentionInDays).toEqual({ Ref: 'LogRetentionDays' })
    }
  })

  it('runs every function on nodejs24.x, arm64, with its own log group and LOG_LEVEL', () => {
    for (const [, { Type, Properties }] of resources) {
      if (Type !== 'AWS::Lambda::Function') continue
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
      expect(Properties.Environment.Variables.LOG_LEVEL).toEqual({ Ref: 'LogLevel' })
      expect(template.Resources[Properties.LoggingConfig.LogGroup.Ref].Type).toBe('AWS::Logs::LogGroup')
      expect(Properties.Code.ZipFile.length).toBeGreaterThan(100)
    }
  })
})
