import { textIn } from '../protocol/data.ts'
import { restXml } from '../protocol/rest-xml.ts'
import type { Place, Service } from '../service.ts'
import { bucketActions } from './buckets.ts'
import { configurationActions } from './configuration.ts'
import { listingActions } from './listing.ts'
import { objectActions } from './objects.ts'
import { permissionOf, readRequest } from './request.ts'

import type { Store } from './store.ts'

export { Store } from './store.ts'

export const s3 = (store: Store, place: Place): Service => ({
  protocol: restXml(readRequest),
  dialect: 's3',
  actions: {
    ...bucketActions(store, place),
    ...configurationActions(store, place),
    ...listingActions(store, place),
    ...objectActions(store, place),
  },
  permission: ({ action, parameters }) => {
    const key = textIn(parameters, 'Key')
    return {
      action: permissionOf(action),
      resource: `arn:aws:s3:::${textIn(parameters, 'Bucket') ?? '*'}${key ? `/${key}` : ''}`,
    }
  },
})
