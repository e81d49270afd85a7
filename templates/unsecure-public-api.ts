import { scope, template } from './kit/index.ts'
import { greeterApi, STAGE } from './parts/greeter-api.ts'
import { project } from './parts/project.ts'

const names = scope({
  parameters: { ...project, ...greeterApi.parameters },
  conditions: () => greeterApi.conditions,
  resources: greeterApi.resources,
})
const { ref, sub } = names

/** The public half of the story: the same greeter, and anyone on the internet can call it. */
export const unsecurePublicApi = template(names, {
  name: 'unsecure-public-api',
  description:
    'UNSECURE ON PURPOSE: a greeter behind a REGIONAL REST API that anyone on the internet can call. The counterpart of secure-private-api.',
  groups: { ...greeterApi.groups, Tags: ['Project'] },
  resources: greeterApi.bodies({
    area: 'unsecure',
    description: 'Open to the internet on purpose',
    endpoint: { Types: ['REGIONAL'] },
    authorization: 'NONE',
  }),
  outputs: {
    ApiUrl: {
      Description: 'Anyone can call this: curl it.',
      Value: sub(`https://\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${STAGE}/unsecure/greeter`),
    },
    RestApiId: { Description: 'Id of the public API', Value: ref('Api') },
  },
})
