import { AwsV4Signer } from 'aws4fetch'

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`The environment has no ${name} to sign with.`)
  return value
}

/** The SigV4 headers of a GET to API Gateway, made with the function's own credentials. */
export async function signedHeaders(url: string, env: NodeJS.ProcessEnv): Promise<Headers> {
  const sessionToken = env.AWS_SESSION_TOKEN
  const signer = new AwsV4Signer({
    url,
    method: 'GET',
    service: 'execute-api',
    region: required(env, 'AWS_REGION'),
    accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
  })
  return (await signer.sign()).headers
}
