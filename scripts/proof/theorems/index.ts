import { consumerIsAccepted } from './consumer-is-accepted.ts'
import { corporateIsAccepted } from './corporate-is-accepted.ts'
import { deploymentFollows } from './deployment-follows.ts'
import { endpointServesThisAccount } from './endpoint-serves-this-account.ts'
import { functionWritesLogs } from './function-writes-logs.ts'
import { greeterHasNoWayOut } from './greeter-has-no-way-out.ts'
import { hidesPublicApis } from './hides-public-apis.ts'
import { noRouteOut } from './no-route-out.ts'
import { notByOthersEndpoint } from './not-by-others-endpoint.ts'
import { notFromInternet } from './not-from-internet.ts'
import { nothingDead } from './nothing-dead.ts'
import { onlyApiInvokes } from './only-api-invokes.ts'
import { onlyDeclaredRoutes } from './only-declared-routes.ts'
import { onlyHttps } from './only-https.ts'
import { onlyListedPeers } from './only-listed-peers.ts'
import { onlyOurEndpoint } from './only-our-endpoint.ts'
import { onlyOurNetworks } from './only-our-networks.ts'
import { onlySignedPrincipals } from './only-signed-principals.ts'
import { openGroupIsAttached } from './open-group-is-attached.ts'
import { privateDnsWorks } from './private-dns-works.ts'
import { publicIsPublic } from './public-is-public.ts'
import { publicSharesNothing } from './public-shares-nothing.ts'
import { settingsAreObeyed } from './settings-are-obeyed.ts'
import type { Theorem } from './theorem.ts'
import { valuesCanMatch } from './values-can-match.ts'

/** What is proved of every private API, in the order of the report. */
export const privateTheorems: readonly Theorem[] = [
  onlyOurEndpoint,
  onlyOurNetworks,
  notFromInternet,
  notByOthersEndpoint,
  onlyDeclaredRoutes,
  onlyHttps,
  onlyListedPeers,
  onlySignedPrincipals,
  greeterHasNoWayOut,
  onlyApiInvokes,
  endpointServesThisAccount,
  noRouteOut,
  publicSharesNothing,
  consumerIsAccepted,
  corporateIsAccepted,
  functionWritesLogs,
  nothingDead,
  valuesCanMatch,
  openGroupIsAttached,
  privateDnsWorks,
  deploymentFollows,
  settingsAreObeyed,
  hidesPublicApis,
]

/** What is asked of every public API. */
export const publicTheorems: readonly Theorem[] = [publicIsPublic]
