import { App } from 'aws-cdk-lib'
import { ApiConsumerStack } from '../lib/api-consumer-stack'
import { SecurePrivateApiStack } from '../lib/secure-private-api-stack'
import { UnsecurePublicApiStack } from '../lib/unsecure-public-api-stack'
import { VpcStack } from '../lib/vpc-stack'

// No account and no region: the zones become Fn::GetAZs, and synth needs no lookup and no network.
const app = new App()

new UnsecurePublicApiStack(app, 'unsecure-public-api')
const { vpc, endpoint } = new VpcStack(app, 'secure-private-api-vpc-stack')
new SecurePrivateApiStack(app, 'secure-private-api', { endpoint })
new ApiConsumerStack(app, 'api-consumer', { vpc })
